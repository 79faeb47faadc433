export interface Measure {
  /** Approximate bytes of what was cloned. */
  bytes: number;
  /** Deepest nesting. */
  depth: number;
  /** Something that no plugin may send. */
  refused?: string;
  /** Keys, images and other things that are no data: how many. */
  handles: number;
}

/** Bytes counted for what every value costs at least, in memory and in time: a million empty objects are not free. */
const PER_VALUE = 64;
/** What is no plain data, such as a key or an image, of which only the engine knows the size. */
const PER_HANDLE = 4096;
/** Larger ones cost seconds to print: an error message would do it. */
const BIGINT_BITS = 1024;

/**
 * Measures a value that came by structured clone, and stops as soon as it is over one of the bounds. A reference that is shared
 * counts each time it is reached, as it would in JSON: a few bytes of nested sharing can stand for more than the page can
 * hold. A reference to an ancestor counts once; only a value that seems too deep is walked again with an eye for those.
 */
export function measure(value: unknown, maxBytes: number, maxDepth: number): Measure {
  return measureTwice(value, maxBytes, maxDepth, undefined);
}

/** Measures a batch of the wire, whose frames are read by index: what else it may carry goes no further. */
export function measureBatch(batch: unknown, maxBytes: number, maxDepth: number): Measure {
  return measureTwice(batch, maxBytes, maxDepth, batch);
}

function measureTwice(value: unknown, maxBytes: number, maxDepth: number, batch: unknown): Measure {
  const quick = walk(value, maxBytes, maxDepth, batch, undefined);
  return quick.depth > maxDepth ? walk(value, maxBytes, maxDepth, batch, new Set()) : quick;
}

function walk(
  root: unknown,
  maxBytes: number,
  maxDepth: number,
  batch: unknown,
  ancestors: Set<object> | undefined,
): Measure {
  const result: Measure = { bytes: 0, depth: 0, handles: 0 };
  let bytes = 0;

  /** Most values are no objects: they are counted where they stand, without a call. */
  function visit(value: unknown, depth: number): void {
    bytes += PER_VALUE;
    if (typeof value === 'string') bytes += value.length;
    else if (typeof value === 'object' && value !== null) enter(value, depth);
    else if (typeof value === 'bigint' && BigInt.asIntN(BIGINT_BITS, value) !== value) {
      result.refused ??= `a BigInt of more than ${BIGINT_BITS} bits`;
    }
  }

  function enter(value: object, depth: number): void {
    if (ancestors?.has(value)) return;
    if (depth > result.depth) result.depth = depth;
    if (depth > maxDepth || bytes > maxBytes) return;
    ancestors?.add(value);
    descend(value, depth + 1);
    ancestors?.delete(value);
  }

  function descend(value: object, depth: number): void {
    if (Array.isArray(value)) descendArray(value, depth);
    else if (Object.getPrototypeOf(value) === Object.prototype) descendPlain(value, depth);
    else if (value instanceof Map || value instanceof Set) {
      value.forEach((item: unknown, key: unknown) => {
        if (bytes > maxBytes) return;
        visit(key, depth);
        visit(item, depth);
      });
    } else if (value instanceof Error) {
      visit(value.message, depth);
      visit(value.stack, depth);
      visit(value.cause, depth);
    } else if (isChannel(value)) result.refused ??= 'a port or a stream';
    else bytes += sizeOf(value) ?? sizeOfHandle(value);
  }

  function sizeOfHandle(value: object): number {
    result.handles++;
    const { width, height } = value as { width?: number; height?: number };
    const pixels = Number(width) * Number(height) * 4;
    // A rectangle has sides as well, which may be negative or no numbers: what is subtracted here would be free elsewhere.
    if (pixels > 0) return PER_HANDLE + pixels;
    return PER_HANDLE;
  }

  function descendArray(value: readonly unknown[], depth: number): void {
    for (let index = 0; index < value.length && bytes <= maxBytes; index++) visit(value[index], depth);
    if (value === batch || bytes > maxBytes) return;
    const names = Object.keys(value);
    // Structured clone keeps properties with names as well; they come last.
    for (let at = names.length - 1; at >= 0; at--) {
      const name = names[at] as string;
      if (Number(name) < value.length) break;
      bytes += name.length;
      visit((value as unknown as Record<string, unknown>)[name], depth);
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
  result.bytes = bytes;
  return result;
}

/** A way to talk past the wire and its limits. */
function isChannel(value: object): boolean {
  return (
    value instanceof MessagePort ||
    value instanceof ReadableStream ||
    value instanceof WritableStream ||
    value instanceof TransformStream
  );
}

/** Data of which the size can be told. */
function sizeOf(value: object): number | undefined {
  if (value instanceof ArrayBuffer) return capacityOf(value);
  if (ArrayBuffer.isView(value)) return capacityOf(value.buffer as ArrayBuffer);
  if (value instanceof Blob) return value.size;
  if (value instanceof RegExp) return value.source.length;
  if (value instanceof String) return value.length;
  if (value instanceof Date) return PER_VALUE;
  return undefined;
}

/** A resizable buffer can grow to its limit. */
function capacityOf(buffer: ArrayBuffer): number {
  return (buffer as { maxByteLength?: number }).maxByteLength ?? buffer.byteLength;
}
