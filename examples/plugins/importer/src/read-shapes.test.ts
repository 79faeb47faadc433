import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvReader } from './csv-reader.ts';
import { createJsonReader } from './json-reader.ts';
import { LARGEST_FILE, MOST_KEPT, PIECE, readShapes } from './read-shapes.ts';
import { LONGEST_ROW, type RowReader } from './row-reader.ts';
import { toShape } from './to-shape.ts';

/** What a reader makes of a text, given in pieces. */
const readAll = (reader: RowReader, ...pieces: string[]) => [
  ...pieces.flatMap((piece) => reader.push(piece)),
  ...reader.end(),
];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const options = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

/** Cuts a text in pieces of so many characters. */
const cut = (text: string, length: number) =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  );

describe('CSV', () => {
  it('has its columns in the first row, whatever separates them', () => {
    for (const separator of [',', ';', '\t']) {
      const text = `${['X', 'y', ' Text '].join(separator)}\r\n\r\n${[1, 2, '"a ""b"""'].join(separator)}`;
      expect(readAll(createCsvReader(), text)).toEqual([
        { line: 3, value: { x: '1', y: '2', text: 'a "b"' } },
      ]);
    }
  });

  it('has separators and line breaks in quotes, and lines counted all the same', () => {
    expect(readAll(createCsvReader(), 'x,text\n1,"a,\nb"\n2,\n')).toEqual([
      { line: 2, value: { x: '1', text: 'a,\nb' } },
      { line: 4, value: { x: '2' } },
    ]);
  });

  it('loses little by a quote that nobody closed', () => {
    const rows = readAll(createCsvReader(), `x\n"1\n${'2\n'.repeat(LONGEST_ROW)}`);
    expect(rows[0]).toEqual({ line: 2, problem: expect.stringContaining('longer than') });
    expect(rows.length).toBeGreaterThan(LONGEST_ROW / 3);
    expect(rows.at(-1)).toMatchObject({ value: { x: '2' } });
  });
});

describe('JSON', () => {
  it('is a list, or an object on each line', () => {
    const read = (text: string) => readAll(createJsonReader(), text);
    const value = { x: 1, text: 'a } "b" \\', more: { deep: [] } };
    const object = JSON.stringify(value);
    expect(read(`[\n${object},\n${object}]`)).toEqual([
      { line: 2, value },
      { line: 3, value },
    ]);
    expect(read(`${object}\n${object}`)).toHaveLength(2);
  });

  it('says what is none, and goes on', () => {
    expect(readAll(createJsonReader(), '{x:1}\n{"x":2}\n{"x":')).toEqual([
      { line: 1, problem: 'is not JSON' },
      { line: 2, value: { x: 2 } },
      { line: 3, problem: 'ends before it is complete' },
    ]);
    const long = JSON.stringify({ text: 'a'.repeat(LONGEST_ROW) });
    expect(readAll(createJsonReader(), `[${long},{"x":1}]`)).toEqual([
      { line: 1, problem: expect.stringContaining('longer than') },
      { line: 1, value: { x: 1 } },
    ]);
  });
});

describe('JSON by line', () => {
  const read = (...pieces: string[]) => readAll(createJsonReader({ isByLine: true }), ...pieces);
  const good = [2, 3].map((line) => ({ line, value: { x: line } }));

  it.each(['{"x":1,"y":1', '{"x":1,"y":{}', '{"text":"open', '{"text":"open\\', '{"x":1}}'])(
    'loses one line, and says so: %s',
    (line) => {
      const text = `${line}\n{"x":2}\r\n{"x":3}\n`;
      const [first, ...rest] = read(text);
      expect(first).toMatchObject(
        line === '{"x":1}}' ? { value: { x: 1 } } : { line: 1, problem: 'is not JSON' },
      );
      expect(rest).toEqual(good);
      expect(read(...cut(text, 3))).toEqual([first, ...rest]);
    },
  );

  it('goes on after a line that is too long', () => {
    const rows = read(...cut(`{"text":"${'a'.repeat(2 * LONGEST_ROW)}\n{"x":2}`, 1000));
    expect(rows).toEqual([{ line: 1, problem: expect.stringContaining('longer than') }, good[0]]);
  });

  it('is what a .jsonl is read as', async () => {
    const result = await readShapes(bytesOf('{"x":1,"y":1\n{"x":2,"y":2}'), {
      ...options(),
      format: 'jsonl',
    });
    expect(result).toMatchObject({ rows: 2, good: 1, skipped: [{ line: 1, reason: 'is not JSON' }] });
  });
});

it('reads the same in pieces of any size', () => {
  const rows = fc.array(fc.record({ x: fc.integer(), text: fc.string() }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 20 }), (list, length) => {
      const json = JSON.stringify(list, null, 1);
      expect(readAll(createJsonReader(), ...cut(json, length))).toEqual(readAll(createJsonReader(), json));
      const field = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const csv = `x,text\n${list.map(({ x, text }) => `${x},${field(text)}\n`).join('')}`;
      const whole = readAll(createCsvReader(), csv);
      expect(readAll(createCsvReader(), ...cut(csv, length))).toEqual(whole);
      expect(whole).toHaveLength(list.length);
    }),
  );
});

describe('a shape', () => {
  it('has what its row leaves out', () => {
    expect(toShape({ x: '1', y: 2 })).toEqual({
      kind: 'rect',
      x: 1,
      y: 2,
      width: 120,
      height: 80,
      color: '#4f46e5',
    });
    expect(
      toShape({ kind: 'text', x: 0, y: 0, text: 'Hi', width: '50', height: 9, color: '#FFFFFF' }),
    ).toEqual({
      kind: 'text',
      x: 0,
      y: 0,
      text: 'Hi',
      width: 50,
      height: 9,
      color: '#FFFFFF',
    });
  });

  it.each([
    [{ kind: 'star', x: 0, y: 0 }, 'has no kind “star”: rect, ellipse or text'],
    [{ x: 0 }, 'has no y'],
    [{ x: 'left', y: 0 }, 'has “left” for x'],
    [{ x: 0, y: 0, width: 2 }, 'has width 2: 8 to 100000'],
    [{ x: 0, y: 0, color: 'red' }, 'has the colour “red”: write #rrggbb'],
    [
      { x: 0, y: 0, text: 'a'.repeat(2001) },
      'has a text of more than 2000 characters, or one that is not text',
    ],
  ])('is not %o', (row, reason) => expect(toShape(row)).toBe(reason));
});

describe('a file of 50 MB', () => {
  const header = 'kind,x,y,text\n';
  const rows = `ellipse,10,20,"a text, quoted, ${'of some length '.repeat(20)}"\nrect,abc,20,\n`;
  const times = Math.floor((LARGEST_FILE - header.length) / rows.length);
  const large = new Uint8Array(LARGEST_FILE).fill(0x0a);
  large.set(bytesOf(header));
  const pattern = bytesOf(rows);
  for (let time = 0; time < times; time++) large.set(pattern, header.length + time * pattern.length);

  it('is read piece by piece, and little of it is kept', async () => {
    const seen: number[] = [];
    const result = await readShapes(large, {
      ...options(),
      format: 'csv',
      onProgress: (bytes) => seen.push(bytes),
    });
    expect([result.rows, result.good]).toEqual([times * 2, times]);
    expect([result.shapes.length, result.skipped.length]).toEqual([MOST_KEPT, MOST_KEPT]);
    expect(result.skipped[0]).toEqual({ line: 3, reason: 'has “abc” for x' });
    expect(seen).toHaveLength(Math.ceil(large.length / PIECE));
    expect(Math.max(...seen.map((bytes, index) => bytes - (seen[index - 1] ?? 0)))).toBeLessThanOrEqual(
      PIECE,
    );
  });

  it('is read no further once it is cancelled', async () => {
    const { signal, abort } = cancellable();
    const seen: number[] = [];
    const reading = readShapes(large, {
      format: 'csv',
      signal,
      onProgress(bytes) {
        seen.push(bytes);
        // As a message does: after the piece that is under way.
        if (seen.length === 3) setTimeout(abort);
      },
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([PIECE, 2 * PIECE, 3 * PIECE]);
  });
});

it('reads characters that lie across two pieces', async () => {
  const text = `x,y,text\n0,0,${'é'.repeat(1000)}\n`
    .repeat(1)
    .concat(`1,1,${'é'.repeat(1000)}\n`.repeat(200));
  const { shapes, good } = await readShapes(bytesOf(text), { ...options(), format: 'csv' });
  expect(good).toBe(201);
  for (const shape of shapes) expect(shape.text).toBe('é'.repeat(1000));
});

function cancellable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
