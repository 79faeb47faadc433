import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import { ELEMENTS, type ElementName, type ElementSchema } from '@fluxstudio/plugin-protocol/panel/elements';
import * as v from 'valibot';

/** A panel that is not what it may be: it is stopped, and the message tells the author why. */
export function invalidPanel(message: string): PluginError {
  return new PluginError('INVALID_PANEL', message);
}

/** @throws PluginError `INVALID_PANEL` for an element that there is not */
export function elementSchema(name: unknown): ElementSchema & (typeof ELEMENTS)[ElementName] {
  if (typeof name === 'string' && Object.hasOwn(ELEMENTS, name)) return ELEMENTS[name as ElementName];
  throw invalidPanel(`There is no element ${short(name)}; there are ${Object.keys(ELEMENTS).join(', ')}`);
}

/** @throws PluginError `INVALID_PANEL` */
export function checkProp(name: string, schema: ElementSchema, key: unknown, value: unknown): unknown {
  if (typeof key === 'string' && isListener(schema, key)) {
    if (value === true || value === null) return value;
    throw invalidPanel(`${name}: ${key} must be a function`);
  }
  const known = typeof key === 'string' && Object.hasOwn(schema.props, key) ? schema.props[key] : undefined;
  if (!known) throw invalidPanel(`${name} has no property ${short(key)}; it has ${namesOf(schema)}`);
  if (value === null || value === undefined) return null;
  const result = v.safeParse(known, value, { abortEarly: true });
  if (result.success) return result.output;
  throw invalidPanel(`${name}: ${String(key)}${faultIn(result.issues)}`);
}

/**
 * What an element is asked to do, with arguments as it takes them. Each may be asked to take the focus.
 *
 * @throws PluginError `INVALID_PANEL`
 */
export function checkInvocation(
  name: string,
  schema: ElementSchema | undefined,
  method: string,
  args: readonly unknown[],
): readonly unknown[] {
  // What nobody looks at would not be known to be harmless.
  if (args.length > (method === 'focus' ? 0 : 1))
    throw invalidPanel(`${name}: ${method} has more arguments than it takes`);
  if (method === 'focus') return [];
  const methods = schema?.methods ?? {};
  const known = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!known)
    throw invalidPanel(
      `${name} has no method ${short(method)}; it has ${['focus', ...Object.keys(methods)].join(', ')}`,
    );
  const result = v.safeParse(known, args[0], { abortEarly: true });
  if (result.success) return [result.output];
  throw invalidPanel(`${name}: ${method}${faultIn(result.issues)}`);
}

function isListener({ events }: ElementSchema, key: string): boolean {
  return events.some((event) => key === listenerName(event));
}

/** `press` is listened to by `onPress`. */
function listenerName(event: string): string {
  return `on${event.charAt(0).toUpperCase()}${event.slice(1)}`;
}

function namesOf({ props, events }: ElementSchema): string {
  return [...Object.keys(props), ...events.map(listenerName)].join(', ') || 'none';
}

/** Where in a value it is wrong, and how: `[2].id is required`. */
function faultIn(issues: readonly v.BaseIssue<unknown>[]): string {
  const { field = '', message = '' } = toIssues(issues)[0] ?? {};
  return field.startsWith('[') ? message : field ? `.${message}` : ` ${message}`;
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value;
  return `“${text.slice(0, 50)}”`;
}
