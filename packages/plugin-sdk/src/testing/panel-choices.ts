import { ELEMENTS } from '@fluxstudio/plugin-protocol/panel/elements';
import * as v from 'valibot';
import { treeRows } from './host-source.ts';
import { describe, type ShownElement } from './panel-nodes.ts';
import { refuse } from './refuse.ts';

/** Ids in a message. */
const MOST_NAMED = 10;

interface Choice {
  readonly id: string;
  readonly disabled?: boolean | undefined;
}

/** What of an element can be chosen: its rows, items or options. */
function choicesOf({ name, props }: ShownElement): readonly Choice[] {
  switch (name) {
    case 'List':
    case 'Menu':
    case 'Tabs':
      return v.parse(v.array(choice), props.items ?? []);
    case 'Table':
      return v.parse(v.array(choice), props.rows ?? []);
    case 'Tree':
      return rowsOf(props).map(({ item }) => item);
    case 'Select':
      return v
        .parse(ELEMENTS.Select.props.options, props.options ?? [])
        .map(({ value, disabled }) => ({ id: value, disabled }));
    default:
      return [];
  }
}

const choice = v.object({ id: v.string(), disabled: v.optional(v.boolean()) });

/** Those that are in sight. */
function rowsOf({ items, expanded }: ShownElement['props']) {
  const { props } = ELEMENTS.Tree;
  return treeRows(v.parse(props.items, items ?? []), v.parse(props.expanded, expanded ?? []));
}

/** @throws PluginError `INVALID_ARGUMENT` for what is not there, or is disabled */
export function requireChoice(element: ShownElement, id: unknown): void {
  const choices = choicesOf(element);
  const found = choices.find((one) => one.id === id);
  if (found?.disabled)
    throw refuse(`${describe(element)}: “${id}” is disabled, so that nobody can choose it`);
  if (found) return;
  const named = choices.slice(0, MOST_NAMED).map((one) => `“${one.id}”`);
  const more = choices.length - named.length;
  const there = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ') || 'nothing to choose';
  const where = element.name === 'Tree' ? ' in sight' : '';
  throw refuse(`${describe(element)} has no “${id}”${where}; it has ${there}`);
}

/** @throws PluginError `INVALID_ARGUMENT` for an item that cannot be opened or closed, or is so already */
export function requireToggle(element: ShownElement, id: string, expanded: boolean): void {
  const row = rowsOf(element.props).find(({ item }) => item.id === id);
  if (row?.expanded === undefined)
    throw refuse(`${describe(element)}: “${id}” has no items below it and is not expandable`);
  if (row.expanded === expanded)
    throw refuse(`${describe(element)}: “${id}” is ${expanded ? 'expanded' : 'collapsed'} already`);
}

/** @throws PluginError `INVALID_ARGUMENT` for a column that nobody can sort by, or not that way */
export function requireSortable(element: ShownElement, column: string, descending: boolean): void {
  const { columns, sort } = ELEMENTS.Table.props;
  const sortable = v
    .parse(columns, element.props.columns ?? [])
    .flatMap((one) => (one.sortable ? [one.id] : []));
  if (!sortable.includes(column)) {
    const there = sortable.map((one) => `“${one}”`).join(', ') || 'none';
    throw refuse(`${describe(element)} has no column “${column}” that is sortable; those are: ${there}`);
  }
  const now = v.parse(v.optional(sort), element.props.sort);
  const next = now?.column === column && !now.descending;
  if (descending !== next)
    throw refuse(
      `${describe(element)}: a press on “${column}” sorts ${next ? 'descending' : 'ascending'} now: send descending: ${next}`,
    );
}
