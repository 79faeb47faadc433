/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { IconButton, Stack } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack direction="row" gap="small">
    <IconButton icon="undo" label="Undo" />
    <IconButton icon="redo" label="Redo" disabled />
    <IconButton
      icon="grid"
      label="Grid"
      pressed
      onPress={({ target }) => target.setAttribute('pressed', !target.getAttribute('pressed'))}
    />
    <IconButton icon="settings" label="Settings" />
  </Stack>
);
