/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Checkbox, Stack } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <Checkbox label="Snap to the grid" description="Also while drawing." checked />
    <Checkbox label="Show hidden layers" />
    <Checkbox label="Lock guides" disabled />
  </Stack>
);
