/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Chart } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Chart
    type="bar"
    label="Visits"
    labels={['Mon', 'Tue', 'Wed', 'Thu', 'Fri']}
    series={[
      { name: 'This week', values: [820, 932, 901, 934, 1290] },
      { name: 'Last week', values: [620, 702, 811, 734, 990] },
    ]}
  />
);
