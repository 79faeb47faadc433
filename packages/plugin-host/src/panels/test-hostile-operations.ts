import * as op from '@fluxstudio/plugin-protocol/panel/ops';

/** Operations that no panel of ours sends, and what the panel is stopped with; or nothing where it goes on. */
export interface HostileRow {
  readonly name: string;
  /** After {@link HONEST}. */
  readonly operations: () => readonly unknown[];
  readonly says?: string;
}

/** A stack (1) with a text (2), a field (3) and a button (4). */
export const HONEST: readonly unknown[] = [
  ...[op.INSERT, 0, 0, 1, 'Stack', {}],
  ...[op.TEXT, 1, 0, 2, 'honest'],
  ...[op.INSERT, 1, 0, 3, 'TextField', { label: 'Name', onInput: true }],
  ...[op.INSERT, 1, 0, 4, 'Button', { onPress: true }],
];

export const insert = (name: unknown, props: unknown, id: unknown = 5) => [op.INSERT, 1, 0, id, name, props];
const table = (rows: unknown) => insert('Table', { rows });

export function row(
  name: string,
  says: string | undefined,
  operations: () => readonly unknown[],
): HostileRow {
  return says === undefined ? { name, operations } : { name, says, operations };
}

const ELEMENTS: readonly HostileRow[] = [
  ...['div', 'constructor', '__proto__', 'toString', 'stack', '#root', '#text', ''].map((name) =>
    row(`an element “${name}”`, `There is no element “${name}”`, () => insert(name, {})),
  ),
  row('an element named by an object', 'There is no element “object”', () =>
    insert({ toString: 'Stack' }, {}),
  ),
  row('an element with a long name', `There is no element “${'x'.repeat(50)}”`, () =>
    insert('x'.repeat(1e6), {}),
  ),
];

const PROPERTIES: readonly HostileRow[] = [
  row('an object as a label', 'Button: label must be a string', () => insert('Button', { label: { a: 1 } })),
  row('a property that there is not', 'Button has no property “onclick”', () =>
    insert('Button', { onclick: 'x' }),
  ),
  row('a property “__proto__”', 'Button has no property “__proto__”', () =>
    insert('Button', JSON.parse('{"__proto__":{"label":"x"}}')),
  ),
  row('a property “constructor”', 'has no property “constructor”', () =>
    insert('Button', { constructor: 'x' }),
  ),
  row('a property named by an object', 'has no property “object”', () => [op.SET, 4, {}, 'x', 0]),
  row('a handler “onConstructor”', 'has no property “onConstructor”', () =>
    insert('Button', { onConstructor: true }),
  ),
  row('a handler that is an object', 'onPress must be a function', () => insert('Button', { onPress: {} })),
  row('a handler that is a text', 'onPress must be a function', () =>
    insert('Button', { onPress: 'alert(1)' }),
  ),
  row('a hundred thousand properties', 'has no property “p0”', () =>
    insert('Button', Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => [`p${at}`, 1]))),
  ),
  ...[null, 7, 'label', [], new Map([['label', 'x']]), new Uint8Array(1e7), Object('x'.repeat(1e7))].map(
    (props) =>
      row(`properties in ${Object.prototype.toString.call(props)}`, 'no properties in an object', () =>
        insert('Button', props),
      ),
  ),
  ...[new Date(0), new Map(), new Set(), /x/, new Error('x'), new ArrayBuffer(8), new Uint8Array(8)].map(
    (value) =>
      row(`a label that is ${Object.prototype.toString.call(value)}`, 'no plain object', () =>
        insert('Button', { label: value }),
      ),
  ),
  row('a label that is a BigInt', 'holds a bigint', () => insert('Button', { label: 7n })),
  row('a number that is none', 'must be a number', () => insert('Slider', { value: Number.NaN })),
  row('a number without an end', 'must be a finite number', () =>
    insert('Slider', { value: Number.POSITIVE_INFINITY }),
  ),
  row('a percentage of 101', 'must be at most 100', () => insert('Progress', { value: 101 })),
  row('a label of a thousand and one characters', 'label must', () =>
    insert('Button', { label: 'x'.repeat(1_001) }),
  ),
];

const PLACES: readonly HostileRow[] = [
  row('a cycle', 'Node 1 cannot be put into itself', () => [...insert('Stack', {}), ...[op.MOVE, 5, 0, 1]]),
  row('a node in itself', 'Node 1 cannot be put into itself', () => [op.MOVE, 1, 0, 1]),
  row('a root that moves', 'The root stays where it is', () => [op.MOVE, 1, 0, 0]),
  row('a root that goes', 'The root stays where it is', () => [op.REMOVE, 0]),
  row('a node before none of its siblings', 'Node 1 is no child of node 1', () => [op.MOVE, 1, 1, 2]),
  row('a node before one that there is not', 'There is no node 99', () => [op.MOVE, 1, 99, 2]),
  row('a node in one that there is not', 'There is no node 99', () => [op.INSERT, 99, 0, 5, 'Stack', {}]),
  row('a node in a text', 'Nothing can stand in #text', () => [op.INSERT, 2, 0, 5, 'Stack', {}]),
  row('a node in a field', 'Nothing can stand in TextField', () => [op.TEXT, 3, 0, 5, 'x']),
  row('an element in a button', 'Only text can stand in Button', () => [op.INSERT, 4, 0, 5, 'Stack', {}]),
  row('an element moved into a button', 'Only text can stand in Button', () => [op.MOVE, 4, 0, 3]),
  row('a node that goes twice', 'There is no node 2', () => [op.REMOVE, 2, op.REMOVE, 2]),
  row('a number that is taken', '4 is no new number of a node', () => insert('Stack', {}, 4)),
  row('a number that was taken', '4 is no new number of a node', () => [
    op.REMOVE,
    4,
    ...insert('Stack', {}, 4),
  ]),
  ...[0, -1, Number.NaN, 1.5, 2 ** 53, '5', null, [5]].map((id) =>
    row(`the number ${JSON.stringify(id)}`, 'is no new number of a node', () => insert('Stack', {}, id)),
  ),
];

function* chain(from: number, length: number, parent: number): Generator<unknown> {
  for (let id = from; id < from + length; id++)
    yield* [op.INSERT, id === from ? parent : id - 1, 0, id, 'Stack', {}];
}

const MASSES: readonly HostileRow[] = [
  row('a million nodes', 'More than 20000 nodes', () =>
    Array.from({ length: 527 }, (_, of) => [
      ...insert('Stack', {}, 5 + of * 2_000),
      ...Array.from({ length: 1_900 }, (_, at) => [
        op.TEXT,
        5 + of * 2_000,
        0,
        6 + of * 2_000 + at,
        'x',
      ]).flat(),
    ]).flat(),
  ),
  row('ten thousand elements within each other', 'More than 64 elements within each other', () => [
    ...chain(5, 10_000, 1),
  ]),
  row('a branch moved into another', 'More than 64 elements within each other', () => [
    ...chain(100, 40, 0),
    ...chain(200, 40, 0),
    ...[op.MOVE, 139, 0, 200],
  ]),
  row('two thousand and one texts in one element', 'More than 2000 nodes in one element', () =>
    Array.from({ length: 2_001 }, (_, at) => [op.TEXT, 1, 0, 5 + at, 'x']).flat(),
  ),
  row('more texts moved into one element', 'More than 2000 nodes in one element', () => [
    ...[...insert('Stack', {}, 5), ...insert('Stack', {}, 6)],
    ...Array.from({ length: 3_000 }, (_, at) => [op.TEXT, 5 + (at % 2), 0, 10 + at, 'x']).flat(),
    ...Array.from({ length: 1_500 }, (_, at) => [op.MOVE, 6, 0, 10 + 2 * at]).flat(),
  ]),
  row('a hundred thousand operations in a second', '20000 operations in a second', () =>
    Array.from({ length: 1e5 }, (_, at) => [op.SET, 4, 'disabled', at % 2 === 0, 0]).flat(),
  ),
  row('a long list set again and again', '20000 operations in a second', () => {
    const items = Array.from({ length: 10_000 }, (_, at) => ({ id: `${at}`, title: 'x' }));
    const again = new Array<unknown[]>(1_000).fill([op.SET, 5, 'items', items, 0]).flat();
    return [...insert('List', { items }), ...again];
  }),
  row('large trees moved again and again', '20000 operations in a second', () => [
    ...insert('Stack', {}, 5),
    ...insert('Stack', {}, 6),
    ...Array.from({ length: 2_000 }, (_, at) => [op.TEXT, 5, 0, 7 + at, 'x']).flat(),
    ...new Array<unknown[]>(1_000).fill([op.MOVE, 6, 0, 5, op.MOVE, 0, 0, 5]).flat(),
  ]),
  row('a text of 100 MB', 'More than 500000 characters', () => [op.TEXT, 1, 0, 5, 'x'.repeat(1e8)]),
  row('a text of 100,001 characters', 'More than 100000 characters in one text', () => [
    ...[op.TEXT, 1, 0, 5, 'x'.repeat(100_001)],
  ]),
  row('a million characters in many texts', 'More than 500000 characters', () => {
    const text = 'x'.repeat(1e5);
    return Array.from({ length: 10 }, (_, at) => [op.TEXT, 1, 0, 5 + at, text]).flat();
  }),
  row('a million characters in fields', 'More than 500000 characters', () => {
    const value = 'x'.repeat(250_001);
    return [5, 6].flatMap((id) => insert('TextArea', { value }, id));
  }),
  row('100 MB in tables', 'operations in a second', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({ id: `${at}`, cells: { a: 'x'.repeat(1_000) } }));
    return Array.from({ length: 100 }, (_, at) => insert('Table', { rows }, 5 + at)).flat();
  }),
  row('a hundred thousand and one rows', 'must have at most 100000 members', () =>
    table(Array.from({ length: 100_001 }, () => ({ id: 'a', cells: {} }))),
  ),
];

const circular: { id: string; cells: Record<string, unknown>; self?: unknown } = { id: 'a', cells: {} };
circular.self = circular;
const endless: unknown[] = [];
endless.push(endless);
let doubled: unknown = { id: 'a', cells: {} };
for (let level = 0; level < 9; level++) doubled = new Array(1_000).fill(doubled);
const hollow: unknown[] = [{ id: 'a', cells: {} }];
hollow[2] = { id: 'b', cells: {} };

const LISTS: readonly HostileRow[] = [
  row('a hole in a list', 'Table: rows[1] ', () => table(hollow)),
  row('a list of ten million holes', 'More than 64 MB', () => table(new Array(1e7))),
  row('a list that is a text', 'Table: rows must be a list', () => table('rows')),
  row('a list that is an object', 'Table: rows must be a list', () => table({ length: 1e9 })),
  row('a list of bytes', 'no plain object', () => table(new Uint8Array(1e7))),
  row('cells that are bytes', 'no plain object', () => table([{ id: 'a', cells: new Uint8Array(1e7) }])),
  row('cells that are a text object', 'no plain object', () =>
    table([{ id: 'a', cells: Object('x'.repeat(1e7)) }]),
  ),
  row('a cell that is an object', 'rows[0].cells.a', () => table([{ id: 'a', cells: { a: {} } }])),
  row('a row within itself', 'nested too deeply', () => table([circular])),
  row('a list within itself', 'nested too deeply', () => table(endless)),
  row('a list that unfolds', 'Table', () => table(doubled)),
];

const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\tjavascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0000javascript:alert(1)',
  '&#106;avascript:alert(1)',
  'javascript&colon;alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/png,x'.replace('image/png', 'text/html;image/png'),
  'vbscript:msgbox(1)',
  'blob:https://app.example/1',
  'file:///etc/passwd',
  'http://app.example/',
  '//evil.example/x',
  '/plugins',
  'https:evil.example',
  '',
];

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/><use href="#a"/></svg>';

const LINKS: readonly HostileRow[] = ADDRESSES.flatMap((address) => [
  row(`a link to ${JSON.stringify(address)}`, 'Link: href must be https: or mailto:', () =>
    insert('Link', { href: address }),
  ),
  row(`a picture at ${JSON.stringify(address)}`, 'Image: src must be https: or a data: image', () =>
    insert('Image', { src: address }),
  ),
]);

const PICTURES: readonly HostileRow[] = [
  `data:image/svg+xml,${encodeURIComponent(SVG)}`,
  `data:image/svg+xml;base64,${btoa(SVG)}`,
  `data:image/svg+xml,${encodeURIComponent(`<svg>${'<path d="M0 0h9v9Z"/>'.repeat(100)}</svg>`)}`,
].map((src, at) =>
  row(`an SVG that is more than plain shapes (${at})`, 'an SVG has at most 2,000 characters', () =>
    insert('Image', { src }),
  ),
);

const WIRE: readonly HostileRow[] = [
  row('operations that end too early', 'malformed', () => [op.INSERT, 1, 0, 5, 'Stack']),
  row('operations with holes', 'malformed', () => new Array(1e6)),
  ...[99, -1, 1.5, Number.NaN, '0', null, 'constructor', [0]].map((code) =>
    row(`the operation ${JSON.stringify(code)}`, 'malformed', () => [code, 1, 0, 5, 'Stack', {}]),
  ),
  row('a property of the root', '#root has no properties', () => [op.SET, 0, 'gap', 'small', 0]),
  row('a property of a text', '#text has no properties', () => [op.SET, 2, 'label', 'x', 0]),
  row('a property of a node that there is not', 'There is no node 99', () => [op.SET, 99, 'label', 'x', 0]),
  row('a text for an element', 'Only a text has text', () => [op.DATA, 4, 'x']),
  row('a text that is an object', 'Only a text has text', () => [op.DATA, 2, {}]),
  row('a new text that is an object', 'Only a text has text', () => [op.TEXT, 1, 0, 5, {}]),
  row('an answer of another kind', 'TextField: value must be a string', () => [op.ACK, 3, 0, {}]),
  row('a call that is no text', 'a name and a list', () => [op.INVOKE, 3, {}, []]),
  row('a call without a list', 'a name and a list', () => [op.INVOKE, 3, 'focus', 'x']),
  row('a call of what there is not', 'has no method “click”', () => [op.INVOKE, 4, 'click', []]),
  row('a call of “constructor”', 'has no method “constructor”', () => [op.INVOKE, 4, 'constructor', []]),
  row('a call of a node that there is not', 'There is no node 99', () => [op.INVOKE, 99, 'focus', []]),
  row('a state with what is no data', 'setState takes data', () => [op.STATE, { deep: [Object(1)] }]),
  row('a call of focus with arguments', 'focus has more arguments than it takes', () => [
    ...[op.INVOKE, 4, 'focus', [{ width: Number.NaN, height: 1 }]],
  ]),
  row('a state of 2 MB', 'MB given to setState', () => [op.STATE, 'x'.repeat(2 * 1024 * 1024)]),
  row('a state of a hundred levels', 'setState takes at most 50 levels', () => {
    let state: unknown = 1;
    for (let level = 0; level < 100; level++) state = [state];
    return [op.STATE, state];
  }),
  row('a failure of a megabyte', 'x'.repeat(1_000), () => [op.FAIL, 'x'.repeat(1e6)]),
  row('a failure that is no text', 'no error', () => [op.FAIL, endless]),
  row('an old answer of another kind', undefined, () => [op.ACK, 3, 7, {}]),
  row('an answer for others', undefined, () =>
    [99, 0, 2, 4, '3', null].flatMap((id) => [op.ACK, id, 0, 'x']),
  ),
  row('a result without a dialog', undefined, () => [op.RESULT, 'stolen']),
  row('a state within itself', undefined, () => [op.STATE, endless]),
];

export const HOSTILE_ROWS: readonly HostileRow[] = [
  ...ELEMENTS,
  ...PROPERTIES,
  ...PLACES,
  ...MASSES,
  ...LISTS,
  ...LINKS,
  ...PICTURES,
  ...WIRE,
];
