/**
 * Whether a version is within a range. The library that knows is loaded when it is needed: a page that only shows plugins does
 * without it. A pre-release of the app counts as what it will be, so that plugins can be tried with it.
 *
 * @example
 * await satisfies('1.4.0', '^1.2.0') // true
 */
export async function satisfies(version: string, range: string): Promise<boolean> {
  const { default: inRange } = await import('semver/functions/satisfies.js');
  return inRange(version, range, { includePrerelease: true });
}
