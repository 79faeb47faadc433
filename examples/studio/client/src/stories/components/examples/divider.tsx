/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Divider, Stack, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <Text>12 files</Text>
    <Divider />
    <Text tone="muted">Last changed today</Text>
  </Stack>
);
