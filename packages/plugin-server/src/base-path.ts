/** The part of a path below one of the mounts, or `undefined` for a path outside them. Without mounts, the path itself. */
export function belowBase(path: string, bases: readonly string[]): string | undefined {
  if (bases.length === 0) return path;
  for (const base of bases) {
    if (path === base) return '/';
    if (path.startsWith(base) && /^[/?]/.test(path.slice(base.length))) return path.slice(base.length);
  }
  return undefined;
}

/**
 * The part of a path below a mount that a framework's router has matched: it has as many segments as the pattern, whatever
 * they are and however they are encoded.
 *
 * @example
 * belowPattern('/t/acme/plugins/a%2Fb', '/t/:tenant/plugins/*'); // '/a%2Fb'
 */
export function belowPattern(path: string, pattern: string): string {
  const depth = pattern.split('/').filter((segment) => segment !== '' && segment !== '*').length;
  const [, search = ''] = path.match(/(\?.*)$/s) ?? [];
  const segments = path.slice(0, path.length - search.length).split('/');
  return `/${segments.slice(depth + 1).join('/')}${search}`;
}
