import type { DenialReport } from '../page/denial.ts';
import type { Bench } from './bench.ts';

export interface DenialRow extends DenialReport {
  /** Frame rate under attack over that of the idle page. */
  share: number;
  met: boolean;
}

export const DENIAL_GOAL = { share: 0.5, longestTask: 200 };

export async function measureDenials(bench: Bench): Promise<DenialRow[]> {
  const rows: DenialRow[] = [];
  if (!bench.settings.denial) return rows;
  const attacks = await bench.withPage(({ api }) => api.attackNames());
  for (const attack of attacks) {
    bench.tell(`denial: ${attack}`);
    // A page each, so that one attack leaves nothing behind for the next. Frames only: the other isolation is not for strangers.
    const report = await bench.withPage(({ api }) =>
      api.measureDenial(attack, 'frame', bench.settings.attackMilliseconds),
    );
    const share = report.rate / report.baseline.rate;
    const met = share >= DENIAL_GOAL.share && report.longestTask <= DENIAL_GOAL.longestTask;
    rows.push({ ...report, share, met });
  }
  return rows;
}
