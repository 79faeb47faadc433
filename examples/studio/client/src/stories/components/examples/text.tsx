/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Stack, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack gap="small">
    <Text>
      Three <Text weight="bold">new</Text> files in <Text mono>assets/</Text>
    </Text>
    <Text tone="muted" size="small">
      Added two minutes ago
    </Text>
    <Text tone="danger" live="polite">
      One could not be read
    </Text>
  </Stack>
);
