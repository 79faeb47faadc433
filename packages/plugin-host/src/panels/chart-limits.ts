/** Of one series. More dots than that are a thick line, and more bars one shape: none has a text of its own. */
export const MOST_MARKS = 60;
/** More is not read out: a table says it better. */
const MOST_ROWS = 200;
const MOST_CELLS = 2_000;

/** How many values of each series stand in the table of a chart, for those who do not see it. */
export function chartRows(values: number, series: number): number {
  return Math.min(values, MOST_ROWS, Math.ceil(MOST_CELLS / (series + 1)));
}
