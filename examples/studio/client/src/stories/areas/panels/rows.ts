import type { PanelRender } from './ui.ts';

const COLORS = [
  ['Coral', '#ff7f50', '12 uses'],
  ['Steel blue', '#4682b4', '4 uses'],
  ['Gold', '#ffd700', 'unused'],
  ['Ink', '#14213d', '31 uses'],
] as const;

export const drawList: PanelRender = (root, { document }) => {
  const list = document.createElement('List');
  list.setAttribute('label', 'Colours');
  list.setAttribute('value', 'Steel blue');
  list.setAttribute(
    'items',
    COLORS.map(([title, color, badge]) => ({ id: title, title, color, badge })),
  );
  list.addEventListener('select', ({ id }) => list.setAttribute('value', id));
  const files = document.createElement('List');
  files.setAttribute('label', 'Files');
  files.setAttribute(
    'items',
    Array.from({ length: 500 }, (_, index) => ({
      id: String(index),
      title: `Screen ${index + 1}.png`,
      description: `${(index * 37) % 900} KB, exported to the library`,
      icon: 'image',
    })),
  );
  files.addEventListener('activate', () => undefined);
  root.append(list, files);
};

export const drawTable: PanelRender = (root, { document }) => {
  const table = document.createElement('Table');
  table.setAttribute('label', 'Members');
  table.setAttribute('columns', [
    { id: 'name', label: 'Name', sortable: true, width: 170 },
    { id: 'files', label: 'Files', align: 'end', sortable: true, width: 90 },
    { id: 'role', label: 'Role', width: 160 },
    { id: 'active', label: 'Active' },
  ]);
  const rows = Array.from({ length: 20_000 }, (_, index) => ({
    id: String(index),
    cells: {
      name: `Member ${index + 1}`,
      role: index % 3 === 0 ? 'Designer with a title that is too long' : 'Engineer',
      files: (index * 7919) % 20_000,
      active: index % 2 === 0,
    },
  }));
  table.setAttribute('rows', rows);
  table.setAttribute('value', '1');
  table.setAttribute('sort', { column: 'name' });
  table.addEventListener('select', ({ id }) => table.setAttribute('value', id));
  table.addEventListener('sort', ({ column, descending }) => {
    const by = column === 'files' ? 'files' : 'name';
    const sign = descending ? -1 : 1;
    rows.sort((a, b) =>
      by === 'files' ? sign * (a.cells.files - b.cells.files) : sign * (Number(a.id) - Number(b.id)),
    );
    table.setAttribute('rows', rows);
    table.setAttribute('sort', { column, descending });
  });
  root.append(table);
};

export const drawTree: PanelRender = (root, { document }) => {
  const tree = document.createElement('Tree');
  const expanded = new Set(['src', 'ui']);
  tree.setAttribute('label', 'Files');
  tree.setAttribute('items', [
    { id: 'src', label: 'src', icon: 'folder' },
    { id: 'ui', parent: 'src', label: 'ui', icon: 'folder' },
    { id: 'button', parent: 'ui', label: 'button.tsx', icon: 'file' },
    { id: 'tabs', parent: 'ui', label: 'tabs.tsx', icon: 'file' },
    { id: 'main', parent: 'src', label: 'main.ts', icon: 'file' },
    { id: 'docs', label: 'docs', icon: 'folder', expandable: true },
    { id: 'readme', label: 'a file with a name that is much too long for a panel.md', icon: 'file' },
  ]);
  tree.setAttribute('expanded', [...expanded]);
  tree.setAttribute('value', 'button');
  tree.addEventListener('select', ({ id }) => tree.setAttribute('value', id));
  tree.addEventListener('toggle', ({ id, expanded: isOpen }) => {
    if (isOpen) expanded.add(id);
    else expanded.delete(id);
    tree.setAttribute('expanded', [...expanded]);
  });
  root.append(tree);
};
