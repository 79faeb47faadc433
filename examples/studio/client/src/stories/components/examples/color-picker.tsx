/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { ColorPicker } from '@fluxstudio/plugin-sdk/ui';

export default <ColorPicker label="Fill" value="#e4572e" />;
