/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Markdown } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Markdown
    text={`### What is new

Guides, **snapping** and [a page about both](https://docs.example.com/guides).

- Guides stay where they are
- \`Shift\` turns snapping off`}
  />
);
