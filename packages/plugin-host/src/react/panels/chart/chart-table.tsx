import { useStrings } from '../../strings/use-strings.tsx';
import type { ChartData } from './chart-data.ts';

/** More is not read out: a table says it better. */
const MAX_ROWS = 200;

/** The numbers of a chart, for those who do not see it. */
export function ChartTable({ name, data }: { readonly name: string; readonly data: ChartData }) {
  const { text, locale } = useStrings();
  const { labels, series } = data;
  const more = labels.length - MAX_ROWS;
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
          {labels.slice(0, MAX_ROWS).map((label, row) => (
            <tr key={row}>
              <th scope="row">{label}</th>
              {series.map(({ values }, index) => (
                <td key={index}>{values[row]?.toLocaleString(locale)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p>{text('panel.chart.more', { count: more })}</p>}
    </div>
  );
}
