/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Stack, Switch } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <Switch label="Live preview" checked />
    <Switch label="Share with the team" description="They can look, and change nothing." />
  </Stack>
);
