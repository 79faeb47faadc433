/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { List } from '@fluxstudio/plugin-sdk/ui';

export default (
  <List
    label="Colours"
    value="steel"
    items={[
      { id: 'coral', title: 'Coral', color: '#ff7f50', badge: '12 uses' },
      { id: 'steel', title: 'Steel blue', color: '#4682b4', badge: '4 uses' },
      { id: 'gold', title: 'Gold', color: '#ffd700', badge: 'unused' },
    ]}
    onSelect={({ id, target }) => target.setAttribute('value', id)}
  />
);
