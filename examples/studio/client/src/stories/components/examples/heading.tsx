/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Heading, Stack, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack gap="small">
    <Heading>Palette</Heading>
    <Text>Five colours, from one.</Text>
    <Heading level={4}>Kept</Heading>
    <Text>Nothing yet.</Text>
  </Stack>
);
