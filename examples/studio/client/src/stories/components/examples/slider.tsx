/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Slider } from '@fluxstudio/plugin-sdk/ui';

export default <Slider label="Stroke" min={0} max={24} step={0.5} value={8} />;
