/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Link, Text } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Text>
    How it works is in <Link href="https://docs.example.com/guides">the guide</Link>.
  </Text>
);
