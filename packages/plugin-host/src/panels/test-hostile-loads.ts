import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { type HostileRow, insert, row } from './test-hostile-operations.ts';

const of = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const PER_STACK = 1_900;
/** In as many stacks as it takes. */
const many = (count: number, name: string, props: unknown) =>
  of(count, (at) => {
    const id = 100 + 2 * at;
    const stack = 99 + 2 * (at - (at % PER_STACK));
    const element = [op.INSERT, stack, 0, id, name, props];
    return at % PER_STACK === 0 ? [op.INSERT, 0, 0, stack, 'Stack', {}, ...element] : element;
  }).flat();
const draw = (commands: readonly unknown[]) => [
  ...insert('Canvas', { width: 2_000, height: 2_000 }),
  ...[op.INVOKE, 5, 'draw', [commands]],
];
const wild = of(10_000, (at) => [(at * 7_919) % 2_000, (at * 104_729) % 2_000]);
const NODES = 'More than 20000 nodes, of which a field is ten';
const RATE = 'operations in a second';

/** Few operations of which each is a lot to the page: with these a page did not answer for seconds, or ever. */
export const HOSTILE_LOADS: readonly HostileRow[] = [
  ...['TextField', 'Select', 'Slider', 'ColorPicker', 'List', 'Table', 'Chart', 'Markdown'].map((name) =>
    row(`four thousand of ${name}`, NODES, () => many(4_000, name, {})),
  ),
  row('280 selects of a thousand options', NODES, () =>
    many(280, 'Select', { options: of(1_000, () => ({ value: '', label: '' })) }),
  ),
  row('a thousand times fifty tabs', NODES, () =>
    many(1_000, 'Tabs', { items: of(50, (at) => ({ id: `${at}`, label: 'x' })) }),
  ),
  row('45 charts of 20,000 bars', NODES, () =>
    many(45, 'Chart', { type: 'bar', series: of(20, () => ({ name: 's', values: of(1_000, (at) => at) })) }),
  ),
  row('pies of a thousand pieces', NODES, () => many(3, 'Chart', { type: 'pie', labels: of(1_000, String) })),
  row('2,000 lists of fifty rows', NODES, () =>
    many(1_900, 'List', { items: of(50, (at) => ({ id: `${at}`, title: 'x' })) }),
  ),
  row('tables of fifty columns, as high as may be', NODES, () =>
    many(3, 'Table', {
      height: 2_000,
      columns: of(50, (at) => ({ id: `${at}`, label: 'x' })),
      rows: of(100, (at) => ({ id: `${at}`, cells: {} })),
    }),
  ),
  row('forty long texts in Markdown', NODES, () =>
    many(40, 'Markdown', { text: '**a** `b` '.repeat(3_000) }),
  ),
  row('waiting lines without end', 'Skeleton: lines must be at most 10', () =>
    insert('Skeleton', { lines: 50 }),
  ),
  row('three canvases of 32 MB', 'More than 64 MB of texts, properties and canvases', () =>
    many(3, 'Canvas', { width: 2_000, height: 2_000 }),
  ),
  row('a canvas that grows', 'More than 64 MB of texts, properties and canvases', () => [
    ...many(40, 'Canvas', {}),
    ...of(40, (at) => [op.SET, 100 + 2 * at, 'height', 2_000, 0]).flat(),
  ]),
  row('the whole canvas painted a thousand times', RATE, () =>
    draw(of(1_000, () => ({ type: 'rect', x: 0, y: 0, width: 2_000, height: 2_000, fill: '#ff000033' }))),
  ),
  row('tiny circles whose lines cover the canvas', RATE, () =>
    draw(
      of(9_000, () => ({ type: 'circle', x: 9, y: 9, radius: 0.001, stroke: '#ff000033', lineWidth: 4_000 })),
    ),
  ),
  row('a canvas that is small while its drawing is paid for', RATE, () => [
    ...insert('Canvas', { width: 2_000, height: 2_000 }),
    ...[op.SET, 5, 'width', 1, 0, op.SET, 5, 'height', 1, 0],
    ...[op.INVOKE, 5, 'draw'],
    [of(9_000, () => ({ type: 'rect', x: 0, y: 0, width: 2_000, height: 2_000, fill: '#ff000033' }))],
    ...[op.SET, 5, 'width', 2_000, 0, op.SET, 5, 'height', 2_000, 0],
  ]),
  row('one text of many that are long', 'More than 100000 characters in one text', () => [
    ...insert('Text', {}),
    ...of(4, (at) => [op.TEXT, 5, 0, 6 + at, 'w1 '.repeat(33_000)]).flat(),
  ]),
  row('one text of many within each other', 'More than 100000 characters in one text', () => [
    ...insert('Text', {}),
    ...[op.INSERT, 5, 0, 6, 'Text', {}, op.TEXT, 6, 0, 7, 'x'.repeat(60_000)],
    ...[op.INSERT, 1, 0, 8, 'Link', {}, op.TEXT, 8, 0, 9, 'x'.repeat(60_000), op.MOVE, 6, 0, 8],
  ]),
  row('wide lines all over a canvas', RATE, () =>
    draw(of(15, () => ({ type: 'path', points: wild, stroke: '#00ff0080', lineWidth: 500 }))),
  ),
  row('shapes with a hundred thousand corners', RATE, () =>
    draw(of(10, () => ({ type: 'path', points: wild, fill: '#00ff0080' }))),
  ),
  row('ten million letters on a canvas', RATE, () =>
    draw(of(10_000, (at) => ({ type: 'text', x: 0, y: at % 500, size: 400, text: '漢'.repeat(999) }))),
  ),
];
