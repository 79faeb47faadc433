/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Button, Stack } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack direction="row" gap="small" wrap>
    <Button variant="primary" icon="add" onPress={({ target }) => target.setAttribute('busy', true)}>
      New palette
    </Button>
    <Button>Import</Button>
    <Button variant="ghost">Cancel</Button>
    <Button variant="danger">Delete</Button>
    <Button busy>Saving</Button>
    <Button disabled>Undo</Button>
  </Stack>
);
