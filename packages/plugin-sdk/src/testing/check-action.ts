import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import * as v from 'valibot';
import { requireChoice, requireSortable, requireToggle } from './panel-choices.ts';
import { describe, type ShownElement } from './panel-nodes.ts';
import { refuse } from './refuse.ts';

/** How a test does what an element tells. */
const WAYS: Readonly<Record<string, string>> = {
  press: 'press()',
  input: 'input(value)',
  change: 'change(value)',
};

/** What can be done with an element that is disabled: it keeps the focus. */
const INERT = new Set(['press', 'select', 'input', 'change']);

/** @throws PluginError `INVALID_ARGUMENT` for an event that the element does not have, or cannot have now */
export function requireEvent(element: ShownElement, type: string): void {
  const { schema, props } = element;
  const called = describe(element);
  if (!schema.events.includes(type)) {
    const ways = schema.events.map((event) => WAYS[event] ?? `send('${event}')`).join(', ');
    throw refuse(`${called} has no event “${type}”: ${ways ? `use ${ways}` : 'nothing can be done to it'}`);
  }
  if (!INERT.has(type)) return;
  if (props.disabled) throw refuse(`${called} is disabled: nobody can use it until the plugin enables it`);
  if (props.busy) throw refuse(`${called} is busy: nobody can use it until the plugin is done`);
}

/** Whether the plugin hears of it: the page tells of nothing else. */
export function isHeard({ props }: ShownElement, type: string): boolean {
  return props[listenerName(type)] === true;
}

/** @throws PluginError `INVALID_ARGUMENT` */
export function requireHeard(element: ShownElement, type: string): void {
  if (isHeard(element, type)) return;
  throw refuse(`${describe(element)}: the plugin does not listen to ${type}: give it ${listenerName(type)}`);
}

function listenerName(type: string): string {
  return `on${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

const row = v.strictObject({ id: v.string() });
const item = v.strictObject({ id: v.string(), expanded: v.boolean() });
const order = v.strictObject({ column: v.string(), descending: v.boolean() });
const point = v.strictObject({ x: v.pipe(v.number(), v.finite()), y: v.pipe(v.number(), v.finite()) });
const nothing = v.strictObject({});

/** @throws PluginError `INVALID_ARGUMENT` for a detail that the page never sends */
export function requireDetail(element: ShownElement, type: string, detail: unknown): void {
  const parse = <S extends v.GenericSchema>(schema: S, takes: string): v.InferOutput<S> => {
    const result = v.safeParse(schema, detail);
    if (result.success) return result.output;
    throw refuse(`${describe(element)}: ${type} takes ${takes}`);
  };
  if (type === 'select' || type === 'activate') {
    const { id } = parse(row, `a detail such as { id: 'blue' }`);
    requireChoice(element, id);
  } else if (type === 'toggle') {
    const { id, expanded } = parse(item, `a detail such as { id: 'blue', expanded: true }`);
    requireChoice(element, id);
    requireToggle(element, id, expanded);
  } else if (type === 'sort') {
    const { column, descending } = parse(order, `a detail such as { column: 'name', descending: false }`);
    requireSortable(element, column, descending);
  } else if (element.name === 'Canvas') parse(point, `a point: send('${type}', { x: 10, y: 20 })`);
  else parse(nothing, 'no detail');
}

/** @throws PluginError `INVALID_ARGUMENT` for what cannot be typed or chosen there */
export function requireValue(element: ShownElement, value: unknown): void {
  const { name, props, schema } = element;
  const key = schema.value ?? 'value';
  const called = describe(element);
  const known = schema.props[key];
  const result = known && v.safeParse(known, value, { abortEarly: true });
  if (result && !result.success) {
    const [issue] = toIssues(result.issues);
    throw refuse(`${called}: its ${key} ${issue.message}`);
  }
  if (name === 'Select' || name === 'Tabs') requireChoice(element, value);
  if (name === 'Slider') requireStep(called, Number(value), props);
  const most = props.maxLength;
  if (typeof value === 'string' && typeof most === 'number' && value.length > most)
    throw refuse(`${called} takes at most ${most} characters, and not ${value.length}`);
}

/** As browsers have it: from the least value on, in steps of 1 where nothing else is said. */
function requireStep(called: string, value: number, props: ShownElement['props']): void {
  const numberOf = (name: string, otherwise: number) => Number(props[name] ?? otherwise);
  const min = numberOf('min', 0);
  const max = Math.max(min, numberOf('max', 100));
  const step = numberOf('step', 1);
  const steps = (value - min) / step;
  if (value < min || value > max) throw refuse(`${called} goes from ${min} to ${max}, and not to ${value}`);
  if (Math.abs(steps - Math.round(steps)) > 1e-6)
    throw refuse(`${called} goes in steps of ${step} from ${min}: it cannot be ${value}`);
}
