import { table } from '../node/report.ts';
import type { MarketplaceRow } from './measure-marketplace.ts';

export function marketplaceTable(rows: readonly MarketplaceRow[]): string {
  return table(
    ['a marketplace of 10,000 plugins', 'ours', 'target', '', 'rounds', 'longest task'],
    rows.map(({ title, unit, ours, target, met, samples, longTasks }) => [
      title,
      `${ours} ${unit}`,
      `≤ ${target}`,
      met ? 'met' : 'MISSED',
      String(samples),
      longTasks?.[0] === undefined ? '' : `${longTasks[0].toFixed(0)} ms`,
    ]),
  );
}
