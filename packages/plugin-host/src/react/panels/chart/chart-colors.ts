/** Told apart on white and on black, at least 3:1 against either, also by those who do not see red or green. */
const COLORS = [
  '#2f7ed8',
  '#c9621f',
  '#1f9a74',
  '#a855c8',
  '#b8860b',
  '#d6457a',
  '#5b7f95',
  '#8a6d5a',
] as const;

/** The colour of a series: its own, or the next of ours. */
export function chartColor(index: number, own?: string): string {
  return own ?? COLORS[index % COLORS.length] ?? COLORS[0];
}
