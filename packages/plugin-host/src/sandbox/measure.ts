export interface Measure {
  /** Approximate bytes of what was cloned. */
  bytes: number;
  /** Deepest nesting. */
  depth: number;
}

/** Bytes counted for what every value costs at least, in memory and in time: a million empty objects are not free. */
const PER_VALUE = 64;

/**
 * Measures a value that came by structured clone, and stops as soon as it is over one of the bounds. A reference that is shared
 * counts each time it is reached, as it would in JSON: a few bytes of nested sharing can stand for more than the page can
 * hold. A reference to an ancestor counts once; only a value that seems too deep is walked again with an eye for those.
 */
export function measure(value: unknown, maxBytes: number, maxDepth: number): Measure {
  const quick = walk(value, maxBytes, maxDepth, undefined);
  return quick.depth > maxDepth ? walk(value, maxBytes, maxDepth, new Set()) : quick;
}

function walk(
  root: unknown,
  maxBytes: number,
  maxDepth: number,
  ancestors: Set<object> | undefined,
): Measure {
  let bytes = 0;
  let deepest = 0;

  /** Most values are no objects: they are counted where they stand, without a call. */
  function visit(value: unknown, depth: number): void {
    bytes += PER_VALUE;
    if (typeof value === 'string') bytes += value.length;
    else if (typeof value === 'object' && value !== null) enter(value, depth);
  }

  function enter(value: object, depth: number): void {
    if (ancestors?.has(value)) return;
    if (depth > deepest) deepest = depth;
    if (depth > maxDepth || bytes > maxBytes) return;
    ancestors?.add(value);
    descend(value, depth + 1);
    ancestors?.delete(value);
  }

  function descend(value: object, depth: number): void {
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length && bytes <= maxBytes; index++) visit(value[index], depth);
    } else if (Object.getPrototypeOf(value) === Object.prototype) descendPlain(value, depth);
    else if (value instanceof ArrayBuffer) bytes += value.byteLength;
    else if (ArrayBuffer.isView(value)) bytes += value.buffer.byteLength;
    else if (value instanceof Blob) bytes += value.size;
    else if (value instanceof RegExp) bytes += value.source.length;
    else if (value instanceof Map || value instanceof Set) {
      value.forEach((item: unknown, key: unknown) => {
        if (bytes > maxBytes) return;
        visit(key, depth);
        visit(item, depth);
      });
    } else {
      if (value instanceof Error) bytes += value.message.length + (value.stack?.length ?? 0);
      descendPlain(value, depth);
    }
  }

  function descendPlain(value: object, depth: number): void {
    for (const key in value) {
      if (bytes > maxBytes) return;
      bytes += key.length;
      visit((value as Record<string, unknown>)[key], depth);
    }
  }

  visit(root, 0);
  return { bytes, depth: deepest };
}
