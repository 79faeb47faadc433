import * as v from 'valibot';
import { text } from '../api/schemas.ts';
import { isSmallPicture } from '../picture-size.ts';
import { isEmbeddedPicture } from '../pictures.ts';
import { canvasCommands } from './canvas-commands.ts';

/** An element of panels: what its properties may be, what it tells, and what stands in it. */
export interface ElementSchema {
  readonly props: Readonly<Record<string, v.GenericSchema>>;
  /** `press` is listened to by the property `onPress`. */
  readonly events: readonly string[];
  readonly children: 'none' | 'text' | 'any';
  /** The property that the user changes: it belongs to the page, and what the plugin sets is an answer to an input. */
  readonly value?: 'value' | 'checked';
  /** What it can be asked to do beside taking the focus, each with one argument. */
  readonly methods?: Readonly<Record<string, v.GenericSchema>>;
}

const oneOf = <const T extends readonly string[]>(options: T) =>
  v.picklist(options, `must be ${options.join(', ')}`);
const flag = v.boolean('must be true or false');
const number = v.pipe(v.number('must be a number'), v.finite('must be a finite number'));
const between = (min: number, max: number) =>
  v.pipe(number, v.minValue(min, `must be at least ${min}`), v.maxValue(max, `must be at most ${max}`));
const count = (min: number, max: number) => v.pipe(between(min, max), v.integer('must be a whole number'));
const line = text(1_000);
const paragraph = text(10_000);
/** What a user types, or a plugin puts there. */
const value = text(1_000_000);
/** An emoji, or one of the icons of the app. */
const icon = text(100);
const space = oneOf(['none', 'small', 'medium', 'large']);
const tone = oneOf(['default', 'muted', 'info', 'success', 'warning', 'danger']);
const list = <T extends v.GenericSchema>(item: T, max: number) =>
  v.pipe(v.array(item, 'must be a list'), v.maxLength(max, `must have at most ${max} members`));
/** Pixels before rows scroll. */
const rowsHeight = between(60, 2_000);
const option = v.object({ value: text(1_000), label: line, disabled: v.optional(flag) });
const choice = v.object({
  id: text(200),
  label: line,
  icon: v.optional(icon),
  disabled: v.optional(flag),
  danger: v.optional(flag),
});
/** https, and images that travel with the plugin. Nothing else is ever loaded or opened. */
const imageAddress = v.pipe(
  text(2_000_000),
  v.check(
    (address) => /^https:\/\//i.test(address) || isEmbeddedPicture(address),
    'must be https: or a data: image; an SVG has at most 2,000 characters of plain shapes',
  ),
  v.check(
    (address) => /^https:/i.test(address) || isSmallPicture(address),
    'must be a PNG, JPEG, GIF or WebP of at most 8,388,608 pixels, as its header says',
  ),
);
const linkAddress = v.pipe(text(10_000), v.regex(/^(?:https:\/\/|mailto:)/i, 'must be https: or mailto:'));
const hexColor = v.pipe(v.string('must be a string'), v.regex(/^#[0-9a-f]{6}$/i, 'must be #rrggbb'));

const field = { label: line, description: paragraph, error: paragraph, disabled: flag, required: flag };

/**
 * Everything a panel can be made of. The page checks each operation against this; the worker only has the types of it, so that a
 * plugin does not carry the checks along.
 */
export const ELEMENTS = {
  Stack: {
    props: {
      direction: oneOf(['column', 'row']),
      gap: space,
      padding: space,
      align: oneOf(['start', 'center', 'end', 'stretch', 'baseline']),
      justify: oneOf(['start', 'center', 'end', 'between']),
      wrap: flag,
      grow: flag,
    },
    events: [],
    children: 'any',
  },
  Grid: {
    props: { columns: count(1, 12), minWidth: between(40, 1_000), gap: space },
    events: [],
    children: 'any',
  },
  Divider: { props: {}, events: [], children: 'none' },
  Form: { props: { label: line }, events: ['submit'], children: 'any' },
  Text: {
    props: {
      tone,
      size: oneOf(['small', 'medium', 'large']),
      weight: oneOf(['regular', 'medium', 'bold']),
      align: oneOf(['start', 'center', 'end']),
      mono: flag,
      truncate: flag,
      live: oneOf(['polite', 'assertive']),
    },
    events: [],
    children: 'any',
  },
  Heading: { props: { level: v.picklist([2, 3, 4], 'must be 2, 3 or 4') }, events: [], children: 'any' },
  Badge: { props: { tone }, events: [], children: 'text' },
  Markdown: { props: { text: text(200_000) }, events: [], children: 'none' },
  Link: { props: { href: linkAddress }, events: [], children: 'text' },
  Image: {
    props: {
      src: imageAddress,
      alt: line,
      width: between(1, 4_000),
      height: between(1, 4_000),
      fit: oneOf(['contain', 'cover']),
    },
    events: [],
    children: 'none',
  },
  Progress: { props: { value: between(0, 100), label: line }, events: [], children: 'none' },
  Skeleton: { props: { lines: count(1, 10), label: line }, events: [], children: 'none' },
  Empty: { props: { title: line, description: paragraph, icon }, events: [], children: 'any' },
  Button: {
    props: {
      variant: oneOf(['primary', 'secondary', 'ghost', 'danger']),
      type: oneOf(['button', 'submit']),
      icon,
      label: line,
      disabled: flag,
      busy: flag,
    },
    events: ['press'],
    children: 'text',
  },
  IconButton: {
    props: { icon, label: line, disabled: flag, pressed: flag },
    events: ['press'],
    children: 'none',
  },
  Menu: {
    props: { label: line, icon, items: list(choice, 200), disabled: flag },
    events: ['select'],
    children: 'none',
  },
  TextField: {
    props: {
      ...field,
      value,
      placeholder: line,
      type: oneOf(['text', 'search', 'url', 'email', 'password', 'number']),
      maxLength: count(1, 1_000_000),
    },
    events: ['input', 'change', 'submit', 'focus', 'blur'],
    children: 'none',
    value: 'value',
  },
  TextArea: {
    props: {
      ...field,
      value,
      placeholder: line,
      rows: count(1, 100),
      maxLength: count(1, 1_000_000),
      mono: flag,
    },
    events: ['input', 'change', 'focus', 'blur'],
    children: 'none',
    value: 'value',
  },
  Select: {
    props: { ...field, value: text(1_000), placeholder: line, options: list(option, 1_000) },
    events: ['change'],
    children: 'none',
    value: 'value',
  },
  Checkbox: {
    props: { ...field, checked: flag },
    events: ['change'],
    children: 'none',
    value: 'checked',
  },
  Switch: {
    props: { ...field, checked: flag },
    events: ['change'],
    children: 'none',
    value: 'checked',
  },
  Slider: {
    props: { ...field, value: number, min: number, max: number, step: between(1e-9, 1e9) },
    events: ['input', 'change'],
    children: 'none',
    value: 'value',
  },
  ColorPicker: {
    props: { ...field, value: hexColor },
    events: ['input', 'change'],
    children: 'none',
    value: 'value',
  },
  List: {
    props: {
      label: line,
      items: list(
        v.object({
          id: text(200),
          title: line,
          description: v.optional(paragraph),
          icon: v.optional(icon),
          badge: v.optional(line),
          color: v.optional(hexColor),
        }),
        10_000,
      ),
      value: text(200),
      height: rowsHeight,
    },
    events: ['select', 'activate'],
    children: 'none',
  },
  Table: {
    props: {
      label: line,
      columns: list(
        v.object({
          id: text(200),
          label: line,
          align: v.optional(oneOf(['start', 'end'])),
          width: v.optional(between(20, 2_000)),
          sortable: v.optional(flag),
        }),
        50,
      ),
      rows: list(
        v.object({ id: text(200), cells: v.record(v.string(), v.union([line, number, flag, v.null()])) }),
        100_000,
      ),
      value: text(200),
      sort: v.object({ column: text(200), descending: v.optional(flag) }),
      height: rowsHeight,
    },
    events: ['select', 'activate', 'sort'],
    children: 'none',
  },
  Tree: {
    props: {
      label: line,
      items: list(
        v.object({
          id: text(200),
          parent: v.optional(text(200)),
          label: line,
          icon: v.optional(icon),
          expandable: v.optional(flag),
        }),
        10_000,
      ),
      expanded: list(text(200), 10_000),
      value: text(200),
      height: rowsHeight,
    },
    events: ['select', 'activate', 'toggle'],
    children: 'none',
  },
  Tabs: {
    props: { label: line, items: list(choice, 50), value: text(200) },
    events: ['change'],
    children: 'any',
    value: 'value',
  },
  Chart: {
    props: {
      type: oneOf(['line', 'bar', 'pie']),
      label: line,
      labels: list(line, 1_000),
      series: list(v.object({ name: line, values: list(number, 1_000), color: v.optional(hexColor) }), 20),
      height: between(40, 1_000),
    },
    events: [],
    children: 'none',
  },
  Canvas: {
    props: { label: line, width: between(1, 2_000), height: between(1, 2_000) },
    events: ['press', 'move', 'release'],
    children: 'none',
    methods: { draw: canvasCommands },
  },
} as const satisfies Record<string, ElementSchema>;

export type ElementName = keyof typeof ELEMENTS;
