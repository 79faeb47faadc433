import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import { chartRows, MOST_MARKS } from './chart-limits.ts';
import type { TreeNode } from './tree-node.ts';

type Props = Readonly<Record<string, unknown>>;

/** Of a field: its label, what is said about it, and the box. */
const FIELD = 10;
/** Letters of Markdown that are read, and those that cost as much as a node. */
const MOST_LETTERS = 30_000;
const LETTERS_PER_NODE = 100;
/** What marks something up is a node with what ends it. There are no more than this in one text. */
const MARK = /[^\p{L}\p{N}\p{M} ]/gu;
const MOST_MARKED = 3_000;
/** Pixels of a row, and of all where nothing is said of their height; rows drawn above and below them. */
const ROW_HEIGHT = 32;
const ROWS_HEIGHT = 320;
const ROWS_AROUND = 16;
/** Of an item of a menu, where it is open. */
const ITEM = 10;
/** Members of lists that are looked through again, those of a tree that is opened elsewhere, and values of a chart, per operation. */
const MEMBERS = 200;
const WORKED_OUT = 10;
/** The axis with its words, and the frame of the table. */
const CHART = 50;

/** What each element is to a page, in nodes that cost about as much as a `Text`. */
const NODES: Readonly<Record<ElementName, number | ((props: Props) => number)>> = {
  Stack: 1,
  Grid: 1,
  Divider: 1,
  Form: 4,
  // A live one is drawn twice.
  Text: ({ live }) => (live === undefined ? 1 : 5),
  Heading: 1,
  Badge: 2,
  Markdown: ({ text }) => markdownNodes(lettersOf('Markdown', String(text ?? ''))),
  Link: 3,
  Image: 5,
  Progress: 8,
  Skeleton: ({ lines = 3 }) => 6 + Number(lines),
  Empty: 5,
  Button: 4,
  IconButton: 4,
  Menu: 5,
  TextField: FIELD,
  TextArea: FIELD,
  Select: ({ options }) => FIELD + 8 + sizeOf(options),
  Checkbox: FIELD + 1,
  Switch: FIELD + 1,
  Slider: FIELD + 4,
  ColorPicker: FIELD + 2,
  List: ({ items, height }) => 10 + 4 * rowsOf(items, height),
  Table: ({ columns, rows, height }) => 15 + 2 * sizeOf(columns) * (1 + rowsOf(rows, height)),
  Tree: ({ items, height }) => 10 + 4 * rowsOf(items, height),
  Tabs: ({ items }) => 4 + 4 * sizeOf(items),
  Chart: chartNodes,
  Canvas: 4,
};

/** About how many nodes of the page a node is, as its properties are now: some draw thousands. */
export function drawnNodes({ name, props }: Pick<TreeNode, 'name' | 'props'>): number {
  const nodes = name === '#root' || name === '#text' ? 1 : NODES[name];
  return typeof nodes === 'number' ? nodes : Math.ceil(nodes(props));
}

/**
 * What an element does with its lists when another property of it has changed, in operations. The weight of a list that is new itself is
 * more than that.
 */
export function listWork({ name, props }: Pick<TreeNode, 'name' | 'props'>, key: string): number {
  if (name === 'Chart' && key !== 'series') return valuesOf(props.series) / WORKED_OUT;
  let members = 0;
  for (const other in props) if (other !== key) members += sizeOf(props[other]);
  return members / (key === 'expanded' ? WORKED_OUT : MEMBERS);
}

/** Nodes that are drawn with a menu while it is open, which one of a page can be. */
export function openNodes({ name, props }: Pick<TreeNode, 'name' | 'props'>): number {
  return name === 'Menu' ? ITEM * sizeOf(props.items) : 0;
}

function valuesOf(series: unknown): number {
  return Array.isArray(series) ? series.reduce((sum, { values }) => sum + sizeOf(values), 0) : 0;
}

function rowsOf(rows: unknown, height: unknown): number {
  const inSight = (typeof height === 'number' ? height : ROWS_HEIGHT) / ROW_HEIGHT;
  return Math.min(sizeOf(rows), Math.ceil(inSight) + ROWS_AROUND);
}

function chartNodes({ type, labels, series }: Props): number {
  const lengths = Array.isArray(series) ? series.map(({ values }) => sizeOf(values)) : [];
  const length = Math.max(sizeOf(labels), ...lengths);
  const cells = chartRows(length, lengths.length) * (lengths.length + 2);
  // A piece, its title, and its line in the legend.
  if (type === 'pie') return CHART + cells + 7 * length;
  const marks = lengths.reduce((sum, values) => sum + (values <= MOST_MARKS ? 2 * values : 0), 0);
  return CHART + cells + marks + 6 * lengths.length;
}

/** Of a list that was checked. */
function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function markdownNodes(text: string): number {
  const marks = text.match(MARK)?.length ?? 0;
  return 6 + text.length / LETTERS_PER_NODE + Math.min(marks / 2, MOST_MARKED);
}

/** What is laid out of a text: all of it, but not of a long one in Markdown. */
export function lettersOf(name: TreeNode['name'], text: string): string {
  return name === 'Markdown' ? text.slice(0, MOST_LETTERS) : text;
}
