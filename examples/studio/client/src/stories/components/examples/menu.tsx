/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Menu } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Menu
    label="Selection"
    items={[
      { id: 'duplicate', label: 'Duplicate', icon: 'copy' },
      { id: 'paste', label: 'Paste style', icon: 'edit', disabled: true },
      { id: 'delete', label: 'Delete', icon: 'delete', danger: true },
    ]}
    onSelect={({ id, target }) => target.setAttribute('label', id)}
  />
);
