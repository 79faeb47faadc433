import type { BoardApi } from './studio.ts';

export type NewShape = Parameters<BoardApi['addShape']>[0];

const KINDS = ['rect', 'ellipse', 'text'] as const;
/** As the board has them: shapes are no smaller, and lie no farther away. */
const SMALLEST = 8;
const FARTHEST = 100_000;
const LONGEST_TEXT = 2000;

/** What a row is when it says nothing else. */
const USUAL = { kind: 'rect', width: 120, height: 80, color: '#4f46e5' } as const;

type Fields = Readonly<Record<string, unknown>>;

/** A shape, or why a row is none, in words that follow “The row …”. */
export function toShape(fields: Fields): NewShape | string {
  const kind = KINDS.find((known) => known === (fields.kind ?? USUAL.kind));
  if (!kind) return `has no kind “${shown(fields.kind)}”: rect, ellipse or text`;
  const numbers = { x: 0, y: 0, width: 0, height: 0 };
  for (const name of ['x', 'y', 'width', 'height'] as const) {
    const given = fields[name] ?? (name === 'width' || name === 'height' ? USUAL[name] : undefined);
    if (given === undefined) return `has no ${name}`;
    const number = typeof given === 'string' ? Number(given) : given;
    if (typeof number !== 'number' || !Number.isFinite(number)) return `has “${shown(given)}” for ${name}`;
    const least = name === 'width' || name === 'height' ? SMALLEST : -FARTHEST;
    if (number < least || number > FARTHEST) return `has ${name} ${number}: ${least} to ${FARTHEST}`;
    numbers[name] = number;
  }
  const color = fields.color ?? USUAL.color;
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color))
    return `has the colour “${shown(color)}”: write #rrggbb`;
  const { text } = fields;
  if (text === undefined || text === null) return { kind, ...numbers, color };
  if (typeof text !== 'string' || text.length > LONGEST_TEXT || /[\0\p{Cs}]/u.test(text))
    return `has a text of more than ${LONGEST_TEXT} characters, or one that is not text`;
  return { kind, ...numbers, color, text };
}

function shown(value: unknown): string {
  return String(value).slice(0, 40);
}
