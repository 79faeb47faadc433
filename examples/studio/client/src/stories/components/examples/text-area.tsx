/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { TextArea } from '@fluxstudio/plugin-sdk/ui';

export default (
  <TextArea label="Notes" rows={3} value={'For the summer campaign.\nWarm, but not loud.'} maxLength={500} />
);
