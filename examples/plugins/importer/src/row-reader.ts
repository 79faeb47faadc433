/** Something that was read, and the line it begins in, from 1. */
export type RawRow =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string };

/** Makes rows of a text that comes in pieces of any size. It holds the row that is under way, and nothing else. */
export interface RowReader {
  push(text: string): RawRow[];
  /** What is left when the text has ended. */
  end(): RawRow[];
}

/** Characters. A longer row is a quote or a bracket that nobody closed. */
export const LONGEST_ROW = 10_000;

export const tooLong = `is longer than ${LONGEST_ROW} characters: a quote or a bracket is not closed`;
