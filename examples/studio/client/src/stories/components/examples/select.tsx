/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Select } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Select
    label="Format"
    value="svg"
    options={[
      { value: 'png', label: 'PNG' },
      { value: 'svg', label: 'SVG' },
      { value: 'pdf', label: 'PDF, for print', disabled: true },
    ]}
  />
);
