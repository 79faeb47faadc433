import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lastDetail, loaded, openTestPanel, settle } from '../test-panel.tsx';

afterEach(cleanup);

/** These elements are parts of their own. */
async function show(type: 'List' | 'Table' | 'Tree', props: Readonly<Record<string, unknown>>) {
  const panel = openTestPanel((root) => root.append({ type, props }));
  await loaded();
  return panel;
}

const active = (list: HTMLElement) =>
  document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent;

const ITEMS = [
  { id: 'a', title: 'Apple', description: 'A fruit', badge: '3' },
  { id: 'b', title: 'Beetroot', icon: '🥕' },
  { id: 'c', title: 'Bread', color: '#aa7733' },
];

describe('List', () => {
  it('is one tab stop: arrows, Home, End and letters go on, Space selects and Enter activates', async () => {
    const onSelect = vi.fn();
    const onActivate = vi.fn();
    await show('List', { label: 'Food', items: ITEMS, value: 'b', onSelect, onActivate });
    const list = screen.getByRole('listbox', { name: 'Food' });
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Beetroot');
    act(() => list.focus());
    expect(active(list)).toContain('Beetroot');
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(active(list)).toContain('Bread');
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(active(list)).toContain('Bread');
    fireEvent.keyDown(list, { key: 'Home' });
    expect(active(list)).toContain('Apple');
    fireEvent.keyDown(list, { key: 'b' });
    fireEvent.keyDown(list, { key: 'r' });
    expect(active(list)).toContain('Bread');
    expect(onSelect).not.toHaveBeenCalled();
    fireEvent.keyDown(list, { key: ' ' });
    expect(lastDetail(onSelect)).toEqual({ id: 'c' });
    fireEvent.keyDown(list, { key: 'Enter' });
    expect(lastDetail(onActivate)).toEqual({ id: 'c' });
  });

  it('selects by a click and activates by two', async () => {
    const onSelect = vi.fn();
    const onActivate = vi.fn();
    await show('List', { items: ITEMS, onSelect, onActivate });
    fireEvent.click(screen.getByText('Apple'));
    expect(lastDetail(onSelect)).toEqual({ id: 'a' });
    expect(onActivate).not.toHaveBeenCalled();
    fireEvent.doubleClick(screen.getByText('Apple'));
    expect(lastDetail(onActivate)).toEqual({ id: 'a' });
  });

  it('activates by a click where nobody hears of a choice', async () => {
    const onActivate = vi.fn();
    await show('List', { items: ITEMS, onActivate });
    fireEvent.click(screen.getByText('Apple'));
    fireEvent.doubleClick(screen.getByText('Apple'));
    expect(onActivate).toHaveBeenCalledTimes(1);
  });

  it('is text where nobody listens', async () => {
    await show('List', { items: ITEMS });
    expect(screen.getByRole('list').getAttribute('aria-activedescendant')).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('has only items in sight in the document, and says how many there are', async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({ id: `${index}`, title: `Item ${index}` }));
    await show('List', { items, onSelect: vi.fn() });
    const list = screen.getByRole('listbox');
    expect(screen.getAllByRole('option').length).toBeLessThan(50);
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('10000');
    act(() => list.focus());
    fireEvent.keyDown(list, { key: 'End' });
    expect(active(list)).toBe('Item 9999');
    expect(screen.getAllByRole('option').length).toBeLessThan(50);
  });

  it('shows an item once, whatever its plugin says', async () => {
    await show('List', { items: [...ITEMS, ITEMS[0]], onSelect: vi.fn() });
    expect(screen.getAllByText('Apple')).toHaveLength(1);
  });
});

const COLUMNS = [
  { id: 'name', label: 'Name', sortable: true },
  { id: 'size', label: 'Size', align: 'end' as const },
  { id: 'done', label: 'Done' },
];
const ROWS = [
  { id: '1', cells: { name: 'main.ts', size: 1234.5, done: true } },
  { id: '2', cells: { name: 'old.ts', size: 7, done: false } },
  { id: '3', cells: { name: null } },
];

describe('Table', () => {
  it('shows texts, numbers, yes and no, and nothing', async () => {
    await show('Table', { label: 'Files', columns: COLUMNS, rows: ROWS });
    const table = screen.getByRole('table', { name: 'Files' });
    const cells = within(table)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent));
    expect(cells).toEqual([
      ['Name', 'Size', 'Done'],
      ['main.ts', '1,234.5', 'Yes'],
      ['old.ts', '7', 'No'],
      ['', '', ''],
    ]);
    expect(table.getAttribute('aria-rowcount')).toBe('4');
  });

  it('is sorted by its plugin: the heads say how, and ask for more', async () => {
    const onSort = vi.fn();
    await show('Table', { columns: COLUMNS, rows: ROWS, sort: { column: 'name' }, onSort });
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getByRole('columnheader', { name: 'Size' }).querySelector('button')).toBeNull();
    fireEvent.click(within(head).getByRole('button'));
    expect(lastDetail(onSort)).toEqual({ column: 'name', descending: true });
  });

  it('is walked through by the keyboard', async () => {
    const onSelect = vi.fn();
    await show('Table', { columns: COLUMNS, rows: ROWS, onSelect });
    const grid = screen.getByRole('grid');
    act(() => grid.focus());
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(lastDetail(onSelect)).toEqual({ id: '2' });
  });

  it('draws a few of 100,000 rows, and those that are scrolled to', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      id: `${index}`,
      cells: { name: `Row ${index}` },
    }));
    const { onError } = await show('Table', { columns: COLUMNS, rows, onSelect: vi.fn() });
    expect(onError).not.toHaveBeenCalled();
    const grid = screen.getByRole('grid');
    expect(screen.getAllByRole('row').length).toBeLessThan(50);
    const scroller = grid.parentElement as HTMLElement;
    scroller.scrollTop = 50_000 * 32;
    fireEvent.scroll(scroller);
    expect(screen.getByText('Row 50000')).toBeTruthy();
    expect(screen.queryByText('Row 0')).toBeNull();
    // As a mouse does it before it clicks.
    fireEvent.focus(grid);
    expect(screen.getByText('Row 50000')).toBeTruthy();
    expect(screen.getAllByRole('row').length).toBeLessThan(50);
  }, 30_000);

  it('takes no cell from what objects inherit', async () => {
    const columns = [{ id: 'constructor', label: 'Constructor' }];
    await show('Table', { columns, rows: [{ id: '1', cells: {} }] });
    expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['']);
  });
});

const TREE = [
  { id: 'src', label: 'src' },
  { id: 'ui', parent: 'src', label: 'ui' },
  { id: 'button', parent: 'ui', label: 'button.tsx' },
  { id: 'main', parent: 'src', label: 'main.ts' },
  { id: 'docs', label: 'docs', expandable: true },
];

describe('Tree', () => {
  it('shows what is expanded, with its level and place', async () => {
    await show('Tree', { label: 'Files', items: TREE, expanded: ['src'], value: 'main' });
    const items = within(screen.getByRole('tree', { name: 'Files' })).getAllByRole('treeitem');
    expect(
      items.map((item) => [
        item.textContent,
        ...['level', 'expanded', 'posinset', 'setsize', 'selected'].map((name) =>
          item.getAttribute(`aria-${name}`),
        ),
      ]),
    ).toEqual([
      ['src', '1', 'true', '1', '2', 'false'],
      ['ui', '2', 'false', '1', '2', 'false'],
      ['main.ts', '2', null, '2', '2', 'true'],
      ['docs', '1', 'false', '2', '2', 'false'],
    ]);
  });

  it('is walked and opened by arrows, as its plugin lets it', async () => {
    const onToggle = vi.fn();
    const { element } = await showTree(onToggle);
    const tree = screen.getByRole('tree');
    act(() => tree.focus());
    fireEvent.keyDown(tree, { key: 'ArrowRight' });
    expect(lastDetail(onToggle)).toEqual({ id: 'src', expanded: true });
    expect(screen.queryByText('ui')).toBeNull();
    element().setAttribute('expanded', ['src']);
    await settle();
    fireEvent.keyDown(tree, { key: 'ArrowRight' });
    expect(active(tree)).toBe('ui');
    fireEvent.keyDown(tree, { key: 'ArrowLeft' });
    expect(active(tree)).toBe('src');
    fireEvent.keyDown(tree, { key: 'ArrowLeft' });
    expect(lastDetail(onToggle)).toEqual({ id: 'src', expanded: false });
    fireEvent.keyDown(tree, { key: 'd' });
    expect(active(tree)).toBe('docs');
  });

  it('opens by the arrow before the name, which selects nothing', async () => {
    const onToggle = vi.fn();
    const onSelect = vi.fn();
    const { container } = await show('Tree', { items: TREE, onToggle, onSelect });
    fireEvent.click(container.querySelector('[data-toggle]') as Element);
    expect(lastDetail(onToggle)).toEqual({ id: 'src', expanded: true });
    expect(onSelect).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText('docs'));
    expect(lastDetail(onSelect)).toEqual({ id: 'docs' });
  });

  it('shows nothing of items that are each other’s parents, and survives ten thousand in each other', async () => {
    const ring = [
      { id: 'x', parent: 'y', label: 'X' },
      { id: 'y', parent: 'x', label: 'Y' },
    ];
    const deep = Array.from({ length: 9_000 }, (_, index) => ({
      id: `${index}`,
      label: `Level ${index}`,
      ...(index > 0 && { parent: `${index - 1}` }),
    }));
    await show('Tree', { items: [...ring, ...deep], expanded: deep.map(({ id }) => id) });
    expect(screen.queryByText('X')).toBeNull();
    expect(screen.getByText('Level 0')).toBeTruthy();
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(60);
  });
});

async function showTree(onToggle: () => void) {
  let tree: { setAttribute(name: string, value: unknown): void } | undefined;
  openTestPanel((root, { document }) => {
    const made = document.createElement('Tree');
    made.setAttribute('items', TREE);
    made.addEventListener('toggle', onToggle);
    root.append(made);
    tree = made;
  });
  await vi.waitFor(() => expect(screen.queryByRole('tree')).toBeTruthy());
  return { element: () => tree as NonNullable<typeof tree> };
}
