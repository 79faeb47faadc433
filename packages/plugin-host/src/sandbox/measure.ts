export interface Measure {
  /** Approximate bytes of what was cloned. */
  bytes: number;
  /** Deepest nesting. */
  depth: number;
}

/** Bytes counted for what every value costs, so that a million empty objects are not free. */
const PER_VALUE = 8;

/**
 * Measures a value that came by structured clone, and stops as soon as it is over one of the bounds. Shared and cyclic
 * references cost memory once but are walked each time; only a value that seems too large is walked again with a memory of
 * what was seen, so the usual message pays nothing for it.
 */
export function measure(value: unknown, maxBytes: number, maxDepth: number): Measure {
  const quick = walk(value, maxBytes, maxDepth, undefined);
  return quick.bytes > maxBytes || quick.depth > maxDepth
    ? walk(value, maxBytes, maxDepth, new Set())
    : quick;
}

function walk(root: unknown, maxBytes: number, maxDepth: number, seen: Set<object> | undefined): Measure {
  let bytes = 0;
  let deepest = 0;

  function visit(value: unknown, depth: number): void {
    bytes += PER_VALUE;
    if (typeof value === 'string') {
      bytes += value.length;
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (seen) {
      if (seen.has(value)) return;
      seen.add(value);
    }
    if (depth > deepest) deepest = depth;
    if (depth > maxDepth || bytes > maxBytes) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length && bytes <= maxBytes; index++) visit(value[index], depth + 1);
    } else if (value instanceof ArrayBuffer) bytes += value.byteLength;
    else if (ArrayBuffer.isView(value)) bytes += value.buffer.byteLength;
    else if (value instanceof Blob) bytes += value.size;
    else if (value instanceof Map || value instanceof Set) {
      value.forEach((item: unknown, key: unknown) => {
        if (bytes > maxBytes) return;
        visit(key, depth + 1);
        visit(item, depth + 1);
      });
    } else {
      for (const key in value) {
        if (bytes > maxBytes) return;
        bytes += key.length;
        visit((value as Record<string, unknown>)[key], depth + 1);
      }
    }
  }

  visit(root, 0);
  return { bytes, depth: deepest };
}
