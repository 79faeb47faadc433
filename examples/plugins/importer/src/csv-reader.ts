import { LONGEST_ROW, type RawRow, type RowReader, tooLong } from './row-reader.ts';

const SEPARATORS = [',', ';', '\t'];

/** Reads CSV: the first row names the columns; separated by commas, semicolons or tabs; quoted fields may hold line breaks. */
export function createCsvReader(): RowReader {
  let columns: readonly string[] | undefined;
  let separator = ',';
  /** The row that is under way, and where it began. */
  let held = '';
  let start = 1;
  let line = 1;
  let inQuotes = false;
  let isTooLong = false;

  /** `undefined` for what is no row of the list: its header, and an empty line. */
  function finish(rest: string): RawRow | undefined {
    const row = (held + rest).replace(/\r$/, '');
    const at = start;
    const problem = isTooLong || row.length > LONGEST_ROW;
    held = '';
    start = line;
    isTooLong = false;
    if (problem) return { line: at, problem: tooLong };
    if (row.trim() === '') return undefined;
    if (columns) return { line: at, value: toRecord(columns, fieldsOf(row, separator)) };
    separator = separatorOf(row);
    columns = fieldsOf(row, separator).map((name) => name.trim().toLowerCase());
    return undefined;
  }

  return {
    push(text) {
      const rows: RawRow[] = [];
      const marks = /["\n]/g;
      let from = 0;
      for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
        if (mark[0] === '"') {
          inQuotes = !inQuotes;
          continue;
        }
        line++;
        // So that one quote too many costs one row, and not the rest of the file.
        if (inQuotes && held.length + mark.index - from > LONGEST_ROW) inQuotes = false;
        if (inQuotes) continue;
        const row = finish(text.slice(from, mark.index));
        if (row) rows.push(row);
        from = mark.index + 1;
      }
      held += text.slice(from);
      if (held.length > LONGEST_ROW) {
        held = '';
        isTooLong = true;
        inQuotes = false;
      }
      return rows;
    },
    end() {
      const last = finish('');
      return last ? [last] : [];
    },
  };
}

function separatorOf(header: string): string {
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function fieldsOf(row: string, separator: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= row.length; ) {
    let field = '';
    if (row[at] === '"') {
      for (at++; at < row.length; ) {
        const quote = row.indexOf('"', at);
        const end = quote < 0 ? row.length : quote;
        field += row.slice(at, end);
        at = end + 1;
        if (row[at] !== '"') break;
        // Two are one that is meant.
        field += '"';
        at++;
      }
    }
    const next = row.indexOf(separator, at);
    const end = next < 0 ? row.length : next;
    fields.push(field + row.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** What a row has no field for, and what is empty, is left out. */
function toRecord(columns: readonly string[], fields: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    const field = fields[index];
    if (field !== undefined && field.trim() !== '') record[column] = field;
  }
  return record;
}
