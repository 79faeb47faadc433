/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Table } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Table
    label="Files"
    columns={[
      { id: 'name', label: 'Name', sortable: true },
      { id: 'size', label: 'KB', align: 'end', width: 80, sortable: true },
      { id: 'shared', label: 'Shared', width: 80 },
    ]}
    rows={[
      { id: '1', cells: { name: 'logo.svg', size: 12, shared: true } },
      { id: '2', cells: { name: 'poster.pdf', size: 1204, shared: false } },
      { id: '3', cells: { name: 'summer.png', size: 640, shared: true } },
    ]}
    sort={{ column: 'name' }}
    onSelect={({ id, target }) => target.setAttribute('value', id)}
    onSort={(sort) => sort.target.setAttribute('sort', { column: sort.column, descending: sort.descending })}
  />
);
