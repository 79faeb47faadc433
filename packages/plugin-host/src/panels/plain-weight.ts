import { invalidPanel } from './check-element.ts';

/** Nesting of one property: more is no table. */
const MAX_DEPTH = 10;
/** Bytes counted for what every value costs at least, in memory and in time. */
export const PER_VALUE = 64;

/**
 * Approximate bytes of a property, before it is looked at more closely: what takes long to check, or never ends, is refused here. A
 * reference that is shared counts each time, as it would in JSON; one to an ancestor ends at the depth.
 *
 * @param max where counting stops
 * @throws PluginError `INVALID_PANEL` for what is not made of texts, numbers, `true`, `false`, lists and plain objects
 */
export function plainWeight(name: string, given: unknown, max: number): number {
  let bytes = 0;

  function visit(value: unknown, depth: number): void {
    bytes += PER_VALUE;
    if (typeof value === 'string') bytes += value.length;
    else if (typeof value === 'object' && value !== null) enter(value, depth);
    else if (typeof value === 'bigint' || typeof value === 'symbol')
      throw invalidPanel(`${name}: a property holds a ${typeof value}`);
  }

  function enter(value: object, depth: number): void {
    if (depth === MAX_DEPTH) throw invalidPanel(`${name}: a property is nested too deeply`);
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length && bytes <= max; at++) visit(value[at], depth + 1);
    } else if (isPlain(value)) {
      for (const key in value) {
        if (bytes > max) return;
        bytes += key.length;
        visit(value[key], depth + 1);
      }
    } else throw invalidPanel(`${name}: a property holds what is no plain object`);
  }

  visit(given, 0);
  return bytes;
}

/** As structured clone makes them. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
