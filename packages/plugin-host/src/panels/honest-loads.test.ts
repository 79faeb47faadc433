import { ACK, DATA, INSERT, INVOKE, MOVE, SET, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { describe, expect, it } from 'vitest';
import { type OpenView, openView } from './open-view.ts';
import type { PanelElementSnapshot, PanelNode } from './panel-node.ts';
import { HONEST } from './test-hostile-operations.ts';

const of = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const childrenOf = (node: PanelNode) => (node.getSnapshot() as PanelElementSnapshot).children;
/** Of one pixel, so far. */
const PNG = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ';

const ROWS = of(1_000, (at) => 10 * at + 100);
const rowsWithButtons = () =>
  ROWS.flatMap((id, at) => [
    ...[INSERT, 1, 0, id, 'Stack', { direction: 'row' }],
    ...[INSERT, id, 0, id + 1, 'Text', {}, TEXT, id + 1, 0, id + 2, `Row ${at}`],
    ...[INSERT, id, 0, id + 3, 'Text', {}, TEXT, id + 3, 0, id + 4, 'says more'],
    ...[INSERT, id, 0, id + 5, 'Button', { onPress: true }, TEXT, id + 5, 0, id + 6, 'Open'],
  ]);
const listItems = (count: number) =>
  of(count, (at) => ({ id: `${at}`, title: `Title ${at}`, description: 'What is said about it' }));
const tableRows = (turned = false) => {
  const rows = of(100_000, (at) => ({ id: `${at}`, cells: { 0: `Name ${at}`, 1: at, 2: true } }));
  return turned ? rows.toReversed() : rows;
};
const tableOfMany = () => [
  ...[INSERT, 1, 0, 5, 'Table'],
  { columns: of(3, (at) => ({ id: `${at}`, label: 'x', sortable: true })), rows: tableRows(), value: '0' },
];
const shapes = (frame: number) => [
  { type: 'clear' },
  ...of(250, (at) => ({ type: 'circle', x: (at + frame) % 600, y: at, radius: 10, fill: '#ff0000' })),
  ...of(250, (at) => ({ type: 'rect', x: at, y: frame % 400, width: 20, height: 20, stroke: '#00ff00' })),
];

let now = 0;

/** On its page, where somebody draws the canvas. */
function open(): OpenView {
  const view = openView({
    id: 1,
    clock: { now: () => now },
    post: () => undefined,
    onState: () => undefined,
    onError: () => undefined,
    onUserAction: () => undefined,
    onClose: () => undefined,
  });
  view.apply(HONEST);
  return view;
}

describe('a panel goes on that has', () => {
  const LARGE: readonly (readonly [string, () => readonly unknown[]])[] = [
    ['a thousand rows of two texts and a button', rowsWithButtons],
    ['a list of ten thousand', () => [INSERT, 1, 0, 5, 'List', { items: listItems(10_000) }]],
    ['a table of a hundred thousand', tableOfMany],
    [
      'a choice of a thousand',
      () => [INSERT, 1, 0, 5, 'Select', { options: of(1_000, (at) => ({ value: `${at}`, label: 'x' })) }],
    ],
    [
      'a menu in each of a thousand rows',
      () =>
        of(1_000, (at) => [
          INSERT,
          1,
          0,
          5 + at,
          'Menu',
          { items: of(10, (id) => ({ id: `${id}`, label: 'x' })) },
        ]).flat(),
    ],
    ['Markdown of 30,000 letters', () => [INSERT, 1, 0, 5, 'Markdown', { text: '**a** '.repeat(5_000) }]],
    ['a picture of two megabytes', () => [INSERT, 1, 0, 5, 'Image', { src: `${PNG}${'A'.repeat(1.9e6)}` }]],
    [
      'ten charts of a year',
      () =>
        of(10, (at) => [
          ...[INSERT, 1, 0, 5 + at, 'Chart'],
          { series: of(3, () => ({ name: 's', values: of(12, Number) })) },
        ]).flat(),
    ],
    [
      'a text of 200,000 letters to change',
      () => [INSERT, 1, 0, 5, 'TextArea', { value: 'x'.repeat(200_000) }],
    ],
    [
      'a log of 400,000 letters in many texts',
      () =>
        of(1_900, (at) => [
          INSERT,
          1,
          0,
          5 + 2 * at,
          'Text',
          {},
          TEXT,
          5 + 2 * at,
          0,
          6 + 2 * at,
          'x'.repeat(210),
        ]).flat(),
    ],
  ];

  it.each(LARGE)('%s', (_, operations) => {
    const view = open();
    view.apply(operations());
    expect(view.getSnapshot()).toEqual({ state: 'open' });
  });
});

interface Load {
  readonly name: string;
  readonly first: readonly unknown[];
  readonly perSecond: number;
  readonly times: number;
  /** What the plugin says each time, of which some is an answer to the user. */
  readonly again: (at: number, view: OpenView) => readonly unknown[];
}

const LOADS: readonly Load[] = [
  {
    name: 'answers each of sixty letters a second',
    first: [],
    perSecond: 60,
    times: 1_200,
    again(at, view) {
      const field = childrenOf(childrenOf(view.root)[0] as PanelNode)[1] as PanelNode;
      const value = 'x'.repeat(at % 200);
      view.input(field, 'input', value);
      return [ACK, 3, at + 1, value.toUpperCase(), DATA, 2, `${value.length} letters`];
    },
  },
  {
    name: 'filters a list of ten thousand with each key',
    first: [INSERT, 1, 0, 5, 'List', { items: listItems(10_000) }],
    perSecond: 10,
    times: 40,
    again: (at) => [SET, 5, 'items', listItems(10_000 - (at % 10) * 500), 0],
  },
  {
    name: 'sorts a table of a hundred thousand rows by click',
    first: tableOfMany(),
    perSecond: 1 / 3,
    times: 4,
    again: (at) => [
      ...[SET, 5, 'rows', tableRows(at % 2 === 0), 0],
      ...[SET, 5, 'sort', { column: '0', descending: at % 2 === 0 }, 0],
    ],
  },
  {
    name: 'follows an arrow key that is held down in it',
    first: tableOfMany(),
    perSecond: 30,
    times: 900,
    again: (at) => [SET, 5, 'value', `${at + 1}`, 0],
  },
  {
    name: 'opens and closes items of a tree of ten thousand',
    first: [INSERT, 1, 0, 5, 'Tree', { items: of(10_000, (at) => ({ id: `${at}`, label: 'x' })) }],
    perSecond: 10,
    times: 300,
    again: (at) => [SET, 5, 'expanded', of(at % 100, String), 0],
  },
  {
    name: 'renames a thousand rows and turns them round',
    first: rowsWithButtons(),
    perSecond: 1,
    times: 20,
    again: (at) => [
      ...ROWS.flatMap((id) => [DATA, id + 2, `Row ${id} renamed ${at}`]),
      ...ROWS.flatMap((id, row) => (row === 0 ? [] : [MOVE, 1, ROWS[row - 1] as number, id])),
    ],
  },
  {
    name: 'streams an answer of 20,000 letters into one text',
    first: [INSERT, 1, 0, 5, 'Text', {}, TEXT, 5, 0, 6, ''],
    perSecond: 50,
    times: 5_000,
    again: (at) => [DATA, 6, 'word'.repeat(at + 1)],
  },
  {
    name: 'moves five hundred shapes thirty times a second',
    first: [INSERT, 1, 0, 5, 'Canvas', { width: 600, height: 400 }],
    perSecond: 30,
    times: 900,
    again: (at) => [INVOKE, 5, 'draw', [shapes(at)]],
  },
];

describe('a panel goes on that', () => {
  it.each(LOADS)('$name', ({ first, perSecond, times, again }) => {
    now = 0;
    const view = open();
    view.apply(first);
    const added = childrenOf(childrenOf(view.root)[0] as PanelNode)[3];
    if (added) view.onInvoke(added, () => undefined);
    for (let at = 0; at < times; at++) {
      now += 1_000 / perSecond;
      view.apply(again(at, view));
      if (view.getSnapshot().state !== 'open') break;
    }
    expect([view.getSnapshot(), now]).toEqual([
      { state: 'open' },
      expect.closeTo((times * 1_000) / perSecond),
    ]);
  });
});
