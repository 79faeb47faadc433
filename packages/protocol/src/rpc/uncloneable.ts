import { createTable, isArray, isContainer, keys, slice, structuredClone } from './primordials.ts';

/** Values looked at for a path: whoever sends more is told less, rather than held up. */
const MAX_VISITS = 10_000;

/** The path of what structured clone refuses in a frame, such as `args[0].items[3].onClick` or `result.items`. */
export function findUncloneable(frame: readonly unknown[]): string {
  const isCall = (frame[0] as number) >= 0;
  const name = isCall ? 'args' : 'result';
  const seen = createTable<unknown, true>();
  let visits = 0;

  function find(value: unknown, path: string): string | undefined {
    if (typeof value === 'function' || typeof value === 'symbol') return path;
    if (typeof value !== 'object' || !value || seen.get(value) || ++visits > MAX_VISITS) return;
    seen.set(value, true);
    if (!isContainer(value)) return isCloneable(value) ? undefined : path;
    const names = keys(value);
    for (let at = 0; at < names.length && visits < MAX_VISITS; at++) {
      const key = names[at] as string;
      const found = find(value[key], isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
      if (found) return found;
    }
    return;
  }

  return find(isCall ? slice(frame, 4, frame.length) : frame[4], name) ?? name;
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
