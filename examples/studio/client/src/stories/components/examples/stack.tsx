/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Button, Stack, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <Text weight="medium">Export</Text>
    <Stack direction="row" gap="small" justify="end" wrap>
      <Button variant="ghost">Cancel</Button>
      <Button variant="primary">Export</Button>
    </Stack>
  </Stack>
);
