/** Keys as a path a person reads: `['a', 0, 'b']` is `a[0].b`. */
export function fieldPath(keys: readonly unknown[]): string {
  return keys.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
    '',
  );
}
