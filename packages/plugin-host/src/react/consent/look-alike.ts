import { hasBidiControls, hasInvisible } from '../ui/plain-text.ts';

/** Names in a checked manifest are shorter. */
const MAX_NAME = 1000;

/** What is odd about a name. */
export type NameFault = 'bidi' | 'invisible' | 'scripts' | 'app';

/** Alphabets whose letters are drawn alike often enough to pass for one another. */
const SCRIPTS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Georgian', 'Lisu'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
);

/** Letters that are drawn like a Latin one, after {@link fold}. */
const LOOKS_LIKE = new Map(
  Object.entries({
    a: 'аα',
    b: 'вβьᏏ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еєε',
    f: 'ғ',
    g: 'ԍ',
    h: 'һнη',
    j: 'ј',
    k: 'кκ',
    l: 'i1|!іιӏїӀ',
    m: 'м',
    n: 'пո',
    o: '0оοσօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'гᴦ',
    s: 'ѕ5$',
    t: 'тτ',
    u: 'υսц',
    v: 'ѵν',
    w: 'ԝω',
    x: 'хχ',
    y: 'уγү',
    z: '2ζ',
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/**
 * What a user should look at twice in the name of a plugin: characters that turn text around or cannot be seen, words that mix
 * alphabets, and a name that is, or is drawn like, the app's own. `FluxStudio Palette` is none of it for `FluxStudio`.
 *
 * @example
 * nameFaults('FIuxStudio', 'FluxStudio') // ['app'], with a capital i
 */
export function nameFaults(name: string, appName = ''): NameFault[] {
  const start = name.slice(0, MAX_NAME);
  const faults: NameFault[] = [];
  if (hasBidiControls(start)) faults.push('bidi');
  if (hasInvisible(start)) faults.push('invisible');
  if (start.split(/[^\p{L}\p{M}]+/u).some(mixesScripts)) faults.push('scripts');
  if (posesAs(start, appName)) faults.push('app');
  return faults;
}

function mixesScripts(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1;
}

/**
 * Whether two names are the same to the eye: of two plugins, one may pose as the other.
 *
 * @example
 * looksTheSame('Cоlor Palette', 'Color palette') // true, with a Cyrillic о
 */
export function looksTheSame(name: string, other: string): boolean {
  const drawn = skeleton(fold(name.slice(0, MAX_NAME)));
  return drawn !== '' && drawn === skeleton(fold(other.slice(0, MAX_NAME)));
}

function posesAs(name: string, appName: string): boolean {
  const own = fold(appName);
  if (own === '') return false;
  const other = fold(name);
  if (other === own) return true;
  return !other.includes(own) && skeleton(other).includes(skeleton(own));
}

/** Without case, accents, compatibility forms and everything between the letters. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}|!$]/gu, '');
}

function skeleton(folded: string): string {
  const letters = [...folded.normalize('NFKD').replace(/\p{M}/gu, '')];
  return letters
    .map((letter) => LOOKS_LIKE.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}
