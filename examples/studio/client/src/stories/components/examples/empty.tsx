/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Button, Empty } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Empty icon="image" title="No pictures yet" description="What you export from the board is listed here.">
    <Button icon="add">Export a picture</Button>
  </Empty>
);
