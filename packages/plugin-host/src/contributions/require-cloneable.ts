import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** @throws PluginError `DATA_CLONE` naming the place of what cannot be sent */
export function requireCloneable(args: readonly unknown[]): void {
  try {
    structuredClone(args);
  } catch (cause) {
    const path = pathOf(args, 'args', new Set()) ?? 'args';
    throw new PluginError('DATA_CLONE', `${path} cannot be cloned: send plain data`, { cause });
  }
}

function pathOf(value: unknown, path: string, seen: Set<unknown>): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol') return path;
  if (typeof value !== 'object' || !value || seen.has(value)) return;
  seen.add(value);
  for (const [key, member] of Object.entries(value)) {
    const found = pathOf(member, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, seen);
    if (found) return found;
  }
  return;
}
