/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Progress, Stack } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <Progress label="Uploading 14 files" value={62} />
    <Progress label="Looking for fonts" />
  </Stack>
);
