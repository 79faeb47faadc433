import type { KeyPlatform } from './key-platform.ts';

export type ShortcutResult = { ok: true; keys: string } | { ok: false; message: string };

/** In the order they are written. */
export const MODIFIERS = ['ctrl', 'shift', 'alt', 'meta'] as const;

const MODIFIER_NAMES: ReadonlyMap<string, string> = new Map([
  ['ctrl', 'ctrl'],
  ['control', 'ctrl'],
  ['shift', 'shift'],
  ['alt', 'alt'],
  ['option', 'alt'],
  ['meta', 'meta'],
  ['cmd', 'meta'],
  ['command', 'meta'],
  ['win', 'meta'],
  ['super', 'meta'],
  ['mod', 'mod'],
  ['cmdorctrl', 'mod'],
  ['commandorcontrol', 'mod'],
]);

const KEY_NAMES: ReadonlyMap<string, string> = new Map([
  ...['escape', 'enter', 'tab', 'space', 'backspace', 'delete', 'insert'].map(same),
  ...['home', 'end', 'pageup', 'pagedown', 'up', 'down', 'left', 'right'].map(same),
  ...Array.from({ length: 24 }, (_, index) => same(`f${index + 1}`)),
  ['esc', 'escape'],
  ['return', 'enter'],
  ['del', 'delete'],
  ['ins', 'insert'],
  ['arrowup', 'up'],
  ['arrowdown', 'down'],
  ['arrowleft', 'left'],
  ['arrowright', 'right'],
]);

function same(name: string): [string, string] {
  return [name, name];
}

/** What a US keyboard makes of a key with Shift: a symbol means that stroke on every keyboard. */
const WITHOUT_SHIFT: ReadonlyMap<string, string> = new Map(
  [...'~!@#$%^&*()_+{}|:"<>?'].map((symbol, index) => [symbol, "`1234567890-=[]\\;',./"[index] as string]),
);

/** Keys that are a character: letters, digits and what a US keyboard has beside them, without Shift. */
const CHARACTER = /^[a-z0-9`\-=[\]\\;',./]$/;

/** Longer texts are no shortcut. */
const MAX_SHORTCUT = 100;

/** Keys of more than one stroke, such as `ctrl+k ctrl+s`, have this many. */
const MAX_STROKES = 2;

export function isCharacter(key: string): boolean {
  return CHARACTER.test(key);
}

/** The key in its one spelling; a symbol that needs Shift on a US keyboard brings it along. */
export function normaliseKey(key: string): { key: string; shift: boolean } | undefined {
  const name = KEY_NAMES.get(key);
  if (name) return { key: name, shift: false };
  const symbol = key === 'plus' ? '+' : key;
  const character = WITHOUT_SHIFT.get(symbol) ?? symbol;
  return isCharacter(character) ? { key: character, shift: character !== symbol } : undefined;
}

/** A stroke in its one spelling. */
export function formatStroke(modifiers: ReadonlySet<string>, key: string): string {
  return [...MODIFIERS.filter((modifier) => modifiers.has(modifier)), key].join('+');
}

/**
 * A shortcut in its one spelling: `ctrl+shift+p`, or `ctrl+k ctrl+s` for two strokes.
 *
 * Case and space around `+` do not matter. `Mod` and `CmdOrCtrl` are Cmd on a Mac and Ctrl elsewhere; `Cmd` is `meta`. A symbol is
 * the stroke that makes it on a US keyboard: `?` is `shift+/`.
 *
 * @example
 * parseShortcut('Mod+Shift+P', 'mac') // { ok: true, keys: 'shift+meta+p' }
 * parseShortcut('Ctrl+Foo', 'linux') // { ok: false, message: '“Ctrl+Foo” is no shortcut: there is no key “foo”' }
 */
export function parseShortcut(text: string, platform: KeyPlatform): ShortcutResult {
  const fault = (message: string): ShortcutResult => ({
    ok: false,
    message: `“${text.slice(0, MAX_SHORTCUT)}” is no shortcut: ${message}`,
  });
  if (text.length > MAX_SHORTCUT) return fault(`it has more than ${MAX_SHORTCUT} characters`);
  const strokes = text
    .trim()
    .toLowerCase()
    .replace(/\s*\+\s*/g, '+')
    .split(/\s+/);
  if (strokes.length > MAX_STROKES) return fault(`it has more than ${MAX_STROKES} strokes`);

  const parsed: string[] = [];
  for (const stroke of strokes) {
    const result = parseStroke(stroke, platform);
    if (!result.ok) return fault(result.message);
    parsed.push(result.keys);
  }
  return { ok: true, keys: parsed.join(' ') };
}

function parseStroke(stroke: string, platform: KeyPlatform): ShortcutResult {
  // `ctrl++` ends with the key `+`.
  const name = stroke.endsWith('+') ? '+' : stroke.slice(stroke.lastIndexOf('+') + 1);
  const before = stroke.slice(0, -name.length);
  if (!name || MODIFIER_NAMES.has(name) || (before && !before.endsWith('+')))
    return { ok: false, message: 'a key is missing, such as the P of Ctrl+P' };
  const normalised = normaliseKey(name);
  if (!normalised) return { ok: false, message: `there is no key “${name}”` };

  const modifiers = new Set<string>();
  for (const written of before ? before.slice(0, -1).split('+') : []) {
    const known = MODIFIER_NAMES.get(written);
    if (!known)
      return { ok: false, message: `“${written}” is no modifier: use Ctrl, Shift, Alt, Cmd or Mod` };
    const modifier = known === 'mod' ? (platform === 'mac' ? 'meta' : 'ctrl') : known;
    if (modifiers.has(modifier)) return { ok: false, message: `it names ${modifier} twice` };
    modifiers.add(modifier);
  }
  if (normalised.shift) modifiers.add('shift');
  return { ok: true, keys: formatStroke(modifiers, normalised.key) };
}

/**
 * The shortcuts that a command's `shortcut` stands for. A list is alternatives, unless it is the keys of one shortcut, one by one.
 *
 * @example
 * shortcutTexts(['Ctrl+K', 'F1']) // ['Ctrl+K', 'F1']
 * shortcutTexts(['Ctrl', 'K']) // ['Ctrl+K']
 */
export function shortcutTexts(shortcut: string | readonly string[]): readonly string[] {
  if (typeof shortcut === 'string') return [shortcut];
  const oneByOne =
    shortcut.length > 1 &&
    shortcut.slice(0, -1).every((name) => MODIFIER_NAMES.has(name.trim().toLowerCase()));
  return oneByOne ? [shortcut.join('+')] : shortcut;
}
