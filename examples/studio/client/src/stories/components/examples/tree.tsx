/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Tree } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Tree
    label="Layers"
    value="sun"
    expanded={['sky']}
    items={[
      { id: 'sky', label: 'Sky', icon: 'folder' },
      { id: 'sun', parent: 'sky', label: 'Sun', icon: 'image' },
      { id: 'clouds', parent: 'sky', label: 'Clouds', icon: 'image' },
      { id: 'sea', label: 'Sea', icon: 'folder', expandable: true },
    ]}
    onSelect={({ id, target }) => target.setAttribute('value', id)}
    onToggle={({ expanded, target }) => target.setAttribute('expanded', expanded ? ['sky'] : [])}
  />
);
