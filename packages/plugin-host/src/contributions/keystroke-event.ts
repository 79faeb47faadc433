import type { KeyPlatform } from './key-platform.ts';
import { formatStroke, isCharacter, MODIFIERS, normaliseKey } from './keystroke.ts';

/** What is read of a `KeyboardEvent`. */
export interface KeyboardEventLike {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
  readonly repeat?: boolean;
  readonly defaultPrevented?: boolean;
  readonly target?: unknown;
  getModifierState?(name: string): boolean;
  composedPath?(): unknown[];
  preventDefault?(): void;
}

/** The `keyCode` of a key that an input method takes; Safari sends it after composition has ended. */
const PROCESSED = 229;

const US_CODES: ReadonlyMap<string, string> = new Map([
  ['Backquote', '`'],
  ['Minus', '-'],
  ['Equal', '='],
  ['BracketLeft', '['],
  ['BracketRight', ']'],
  ['Backslash', '\\'],
  ['Semicolon', ';'],
  ['Quote', "'"],
  ['Comma', ','],
  ['Period', '.'],
  ['Slash', '/'],
]);

/**
 * The stroke of a `keydown`, spelled as {@link parseShortcut} spells it; `undefined` for a modifier alone, for what an input method
 * or AltGr types, and for keys that no shortcut can name.
 *
 * Letters and symbols are those the keyboard types, digits are the keys of the top row, whatever Shift makes of them. Where a key
 * types no ASCII character (Cyrillic, Option on a Mac), it is named after its place on a US keyboard.
 *
 * @param platform on a Mac, Option is no AltGr and says nothing about the key
 */
export function keystrokeOf(event: KeyboardEventLike, platform?: KeyPlatform): string | undefined {
  if (isComposing(event)) return undefined;
  const modifiers = new Set(MODIFIERS.filter((modifier) => event[`${modifier}Key`]));
  if (platform !== 'mac' && isAltGr(event)) return undefined;
  const named = keyOf(event, platform);
  if (!named) return undefined;
  if (named.shift === true) modifiers.add('shift');
  if (named.shift === false) modifiers.delete('shift');
  return formatStroke(modifiers, named.key);
}

/** `shift`: what the layout needed Shift for, in terms of a US keyboard; absent where Shift is as pressed. */
interface NamedKey {
  key: string;
  shift?: boolean;
}

function keyOf(
  { key, code, shiftKey, altKey }: KeyboardEventLike,
  platform: KeyPlatform | undefined,
): NamedKey | undefined {
  const lower = key === ' ' ? 'space' : key.toLowerCase();
  if (/^[a-z]$/.test(lower)) return { key: lower };
  if (lower.length > 1 && lower !== 'dead') {
    const name = normaliseKey(lower)?.key;
    return name ? { key: name } : undefined;
  }
  const placed = placeOf(code);
  const digit = placed !== undefined && /^\d$/.test(placed);
  // A layout whose `/` or `=` is above a digit.
  if (digit && shiftKey && isCharacter(lower) && !/\d/.test(lower)) return { key: lower, shift: false };
  const byOption = altKey && platform === 'mac';
  if (placed && (digit || byOption || !isAscii(lower))) return { key: placed };
  const { key: character, shift } = normaliseKey(lower) ?? {};
  if (!character) return undefined;
  // With Cmd held, some browsers leave Shift out of `key`.
  if (shift || character === placed || /\d/.test(character))
    return { key: character, shift: shift || undefined };
  return { key: character, shift: false };
}

/** What a key is named after its place on a US keyboard. */
function placeOf(code: string): string | undefined {
  return US_CODES.get(code) ?? /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase();
}

function isAscii(character: string): boolean {
  return /^[!-~]$/.test(character);
}

/** AltGr types characters. Windows reports it as Ctrl and Alt together, Linux as neither. */
function isAltGr(event: KeyboardEventLike): boolean {
  return event.getModifierState?.('AltGraph') === true;
}

/** Whether an input method is at work: its keys are not the app's. */
function isComposing(event: KeyboardEventLike): boolean {
  return event.isComposing === true || event.keyCode === PROCESSED;
}

/** Whether the event goes to something the user edits, within shadow roots too. */
export function isEditable(event: KeyboardEventLike): boolean {
  const target: unknown = event.composedPath?.()[0] ?? event.target;
  if (typeof target !== 'object' || target === null) return false;
  const { localName, isContentEditable } = target as { localName?: unknown; isContentEditable?: unknown };
  return (
    isContentEditable === true ||
    (typeof localName === 'string' && ['input', 'textarea', 'select'].includes(localName))
  );
}

const DIALOG = 'dialog[open], [role=dialog], [role=alertdialog]';

/** Whether the event comes from within an open dialog, within shadow roots too. */
export function isInDialog(event: KeyboardEventLike): boolean {
  const path = event.composedPath?.() ?? [];
  return (path.length > 0 ? path : [event.target]).some(
    (place) => (place as Partial<Element> | null)?.closest?.(DIALOG) != null,
  );
}

/** Whether a stroke edits or types where it is made in a field: anything without Ctrl, Alt or Cmd but Escape and the F keys. */
export function isTyping(stroke: string): boolean {
  return !/(?:^|\+)(?:ctrl|alt|meta)\+/.test(stroke) && !/(?:^|\+)(?:escape|f\d+)$/.test(stroke);
}
