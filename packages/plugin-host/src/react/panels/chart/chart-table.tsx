import { chartRows } from '../../../panels/chart-limits.ts';
import { useStrings } from '../../strings/use-strings.tsx';
import type { ChartData } from './chart-data.ts';

/** The numbers of a chart, for those who do not see it. */
export function ChartTable({ name, data }: { readonly name: string; readonly data: ChartData }) {
  const { text, locale } = useStrings();
  const { labels, series } = data;
  const rows = chartRows(labels.length, series.length);
  const more = labels.length - rows;
  const { format } = new Intl.NumberFormat(locale);
  return (
    <div className="sr-only">
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <td />
            {series.map((each, index) => (
              <th key={index} scope="col">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.slice(0, rows).map((label, row) => (
            <tr key={row}>
              <th scope="row">{label}</th>
              {series.map(({ values }, index) => (
                <td key={index}>{row < values.length && format(values[row] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{text('panel.chart.more', { count: more })}</p>}
    </div>
  );
}
