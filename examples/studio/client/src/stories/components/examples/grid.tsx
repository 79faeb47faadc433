/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Grid, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Grid columns={2} gap="small">
    <Text weight="medium">24 shapes</Text>
    <Text align="end" tone="muted">
      6 kinds
    </Text>
    <Text weight="medium">5 colours</Text>
    <Text align="end" tone="muted">
      2 unused
    </Text>
  </Grid>
);
