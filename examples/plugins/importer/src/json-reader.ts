import { LONGEST_ROW, type RawRow, type RowReader, tooLong } from './row-reader.ts';

export interface JsonReaderOptions {
  /** Each object is on a line of its own, so that one that is not closed costs its line, and not the rest of the file. */
  readonly isByLine?: boolean;
}

/** Reads objects, one after the other: those of a list, or one on each line. What stands between them is passed over. */
export function createJsonReader({ isByLine = false }: JsonReaderOptions = {}): RowReader {
  /** The object that is under way, and where it began. */
  let held = '';
  let start = 1;
  let line = 1;
  let depth = 0;
  let inText = false;
  let isEscaped = false;
  let isTooLong = false;

  function finish(rest: string): RawRow {
    const text = held + rest;
    const problem = isTooLong || text.length > LONGEST_ROW;
    held = '';
    isTooLong = false;
    return problem ? { line: start, problem: tooLong } : parse(text, start);
  }

  return {
    push(text) {
      const rows: RawRow[] = [];
      let from = depth > 0 ? 0 : text.length;
      for (let at = 0; at < text.length; ) {
        if (isEscaped) {
          isEscaped = false;
          // A line break has no escape: it counts as one.
          if (text[at] !== '\n') at++;
          continue;
        }
        const marks = inText ? /["\\\n]/g : /["{}\n]/g;
        marks.lastIndex = at;
        const mark = marks.exec(text);
        if (!mark) break;
        at = mark.index + 1;
        switch (mark[0]) {
          case '\n':
            line++;
            if (!isByLine || depth === 0) break;
            depth = 0;
            inText = false;
            rows.push(finish(text.slice(from, mark.index)));
            from = text.length;
            break;
          case '\\':
            isEscaped = true;
            break;
          case '"':
            inText = depth > 0 && !inText;
            break;
          case '{':
            if (depth++ > 0) break;
            from = mark.index;
            start = line;
            break;
          default:
            if (depth === 0 || --depth > 0) break;
            rows.push(finish(text.slice(from, at)));
            from = text.length;
        }
      }
      held += text.slice(from);
      if (held.length > LONGEST_ROW) {
        held = '';
        isTooLong = true;
      }
      return rows;
    },
    end: () => (depth > 0 ? [{ line: start, problem: 'ends before it is complete' }] : []),
  };
}

function parse(text: string, line: number): RawRow {
  try {
    const value: Record<string, unknown> = JSON.parse(text);
    return { line, value };
  } catch {
    return { line, problem: 'is not JSON' };
  }
}
