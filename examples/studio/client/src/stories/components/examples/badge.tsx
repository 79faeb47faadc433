/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Badge, Stack } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack direction="row" gap="small" wrap>
    <Badge>Draft</Badge>
    <Badge tone="info">New</Badge>
    <Badge tone="success">Published</Badge>
    <Badge tone="warning">Outdated</Badge>
    <Badge tone="danger">Failed</Badge>
  </Stack>
);
