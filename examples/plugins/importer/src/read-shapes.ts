import { createCsvReader } from './csv-reader.ts';
import { createJsonReader } from './json-reader.ts';
import type { RowReader } from './row-reader.ts';
import { type NewShape, toShape } from './to-shape.ts';

export interface Skipped {
  readonly line: number;
  /** Follows “The row …”. */
  readonly reason: string;
}

export interface ReadResult {
  readonly rows: number;
  /** The first {@link MOST_KEPT} of them. */
  readonly shapes: readonly NewShape[];
  /** How many rows are shapes. */
  readonly good: number;
  /** The first {@link MOST_KEPT} of them; there are `rows - good`. */
  readonly skipped: readonly Skipped[];
}

export interface ReadOptions {
  readonly format: 'csv' | 'json' | 'jsonl';
  readonly signal: AbortSignal;
  /** Called after each piece, with bytes and rows so far. */
  onProgress(bytes: number, rows: number): void;
}

/** Bytes that are looked at before messages may come in: what is held at once is that, and what is kept. */
export const PIECE = 256 * 1024;
/** A board has room for no more shapes, and nobody reads more reasons. */
export const MOST_KEPT = 1000;
/** Bytes. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/** @throws the reason of `signal`, soon after it is aborted; what was read is forgotten then */
export async function readShapes(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult> {
  const { format, signal, onProgress } = options;
  const reader: RowReader =
    format === 'csv' ? createCsvReader() : createJsonReader({ isByLine: format === 'jsonl' });
  const decoder = new TextDecoder();
  const shapes: NewShape[] = [];
  const skipped: Skipped[] = [];
  let rows = 0;
  let good = 0;

  function take(read: ReturnType<RowReader['end']>): void {
    for (const row of read) {
      rows++;
      const result = 'value' in row ? toShape(row.value) : row.problem;
      if (typeof result !== 'string') {
        good++;
        if (shapes.length < MOST_KEPT) shapes.push(detached(result));
      } else if (skipped.length < MOST_KEPT) skipped.push(detached({ line: row.line, reason: result }));
    }
  }

  for (let at = 0; at < bytes.length; at += PIECE) {
    take(reader.push(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })));
    onProgress(Math.min(at + PIECE, bytes.length), rows);
    // A message that says that the user has cancelled comes in now.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  take(reader.push(decoder.decode()));
  take(reader.end());
  return { rows, shapes, good, skipped };
}

/** Its texts in memory of their own: engines keep the whole piece that a text was cut from. */
function detached<T extends NewShape | Skipped>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
