/** The part of a path below one of the mounts, or `undefined` for a path outside them. Without mounts, the path itself. */
export function belowBase(path: string, bases: readonly string[]): string | undefined {
  if (bases.length === 0) return path;
  for (const base of bases) {
    if (path === base) return '/';
    if (path.startsWith(base) && /^[/?]/.test(path.slice(base.length))) return path.slice(base.length);
  }
  return undefined;
}
