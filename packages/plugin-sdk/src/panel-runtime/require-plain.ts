/** Nesting of one property: the page takes no more. */
const MAX_DEPTH = 10;

/**
 * A property crosses to the page with all others of its turn: what cannot travel is refused where it is set, and not when the rest of
 * the panel would be lost with it.
 *
 * @param path says which it is, such as `List: items`
 * @throws TypeError naming the part of it
 */
export function requirePlain(value: unknown, path: string, depth = 0): void {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new TypeError(`${path} cannot be a ${typeof value}`);
  if (typeof value !== 'object' || value === null) return;
  if (depth === MAX_DEPTH) throw new TypeError(`${path} is nested too deeply`);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) requirePlain(value[at], `${path}[${at}]`, depth + 1);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError(`${path} must be plain data, and not an instance of a class`);
  for (const key in value) requirePlain((value as Record<string, unknown>)[key], `${path}.${key}`, depth + 1);
}
