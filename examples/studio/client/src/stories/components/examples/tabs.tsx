/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Tabs, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Tabs
    label="Colours"
    value="palette"
    items={[
      { id: 'palette', label: 'Palette', icon: 'grid' },
      { id: 'gradients', label: 'Gradients' },
      { id: 'team', label: 'Team', disabled: true },
    ]}
    onChange={({ target, value }) => target.replaceChildren(<Text>{`What is in “${value}”.`}</Text>)}
  >
    <Text>Five colours, from one.</Text>
  </Tabs>
);
