/** A value of JSON; what JSON cannot hold is an object with `$type`. */
export type EncodedValue =
  | null
  | boolean
  | number
  | string
  | readonly EncodedValue[]
  | { readonly [key: string]: EncodedValue };

const TYPE = '$type';
/** Deeper values are in no storage. */
const DEPTH = 200;

type Fields = { readonly [key: string]: unknown };

/** How a class is written down, and read again. */
interface Codec {
  readonly name: string;
  is(value: object): boolean;
  encode(value: never, part: (value: unknown) => EncodedValue): { readonly [key: string]: EncodedValue };
  decode(fields: Fields, part: (value: unknown) => unknown): unknown;
}

const codec = <T extends object>(
  type: new (...args: never[]) => T,
  encode: (value: T, part: (value: unknown) => EncodedValue) => { readonly [key: string]: EncodedValue },
  decode: Codec['decode'],
): Codec => ({
  name: type.name,
  is: (value) => Object.getPrototypeOf(value) === type.prototype,
  encode,
  decode,
});

const VIEWS: readonly (new (buffer: ArrayBuffer) => ArrayBufferView)[] = [
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

const CODECS: readonly Codec[] = [
  codec(
    Date,
    (date) => ({ time: encodeValue(date.getTime()) }),
    ({ time }, part) => new Date(asNumber(part(time))),
  ),
  codec(
    RegExp,
    ({ source, flags }) => ({ source, flags }),
    ({ source, flags }) => new RegExp(asText(source), asText(flags)),
  ),
  codec(
    Map,
    (map, part) => ({ entries: [...map].map((entry) => entry.map(part)) }),
    ({ entries }, part) => new Map(asList(entries).map((entry) => asPair(asList(entry).map(part)))),
  ),
  codec(
    Set,
    (set, part) => ({ values: [...set].map(part) }),
    ({ values }, part) => new Set(asList(values).map(part)),
  ),
  codec(
    ArrayBuffer,
    (buffer) => ({ base64: toBase64(new Uint8Array(buffer)) }),
    ({ base64 }) => fromBase64(asText(base64)).buffer,
  ),
  ...VIEWS.map((View) =>
    codec<ArrayBufferView>(
      View,
      ({ buffer, byteOffset, byteLength }) => ({
        base64: toBase64(new Uint8Array(buffer, byteOffset, byteLength)),
      }),
      ({ base64 }) => new View(fromBase64(asText(base64)).buffer),
    ),
  ),
];

/** Numbers and others that JSON has no word for. */
const WORDS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [undefined, 'undefined'],
  [Number.NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
]);
const BY_WORD: ReadonlyMap<unknown, unknown> = new Map([...WORDS].map(([value, word]) => [word, value]));

/** @throws Error that says what cannot be written down as JSON */
export function encodeValue(value: unknown): EncodedValue {
  return encode(value, 0);
}

function encode(value: unknown, depth: number): EncodedValue {
  if (depth > DEPTH) throw new Error('it contains itself, or is nested too deep');
  const word = WORDS.get(value);
  if (word !== undefined) return { [TYPE]: word };
  if (Object.is(value, -0)) return { [TYPE]: '-0' };
  if (typeof value === 'bigint') return { [TYPE]: 'BigInt', digits: String(value) };
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value !== 'object') throw new Error(`a ${typeof value} is in no JSON`);
  const part = (one: unknown) => encode(one, depth + 1);
  if (Array.isArray(value)) return encodeArray(value, part);
  const found = CODECS.find(({ is }) => is(value));
  if (found) return { [TYPE]: found.name, ...found.encode(value as never, part) };
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error(`a ${value.constructor?.name ?? 'class'} cannot be exported`);
  return encodeObject(value, part);
}

function encodeArray(value: readonly unknown[], part: (value: unknown) => EncodedValue): EncodedValue {
  const names = Object.keys(value);
  if (names.length !== value.length) throw new Error('a list with holes or names cannot be exported');
  return value.map(part);
}

/** What looks like one of ours is taken apart, so that it is not taken for one. */
function encodeObject(value: object, part: (value: unknown) => EncodedValue): EncodedValue {
  const entries = Object.entries(value).map(([key, one]): [string, EncodedValue] => [key, part(one)]);
  const isOurs = entries.some(([key]) => key === TYPE);
  return isOurs ? { [TYPE]: 'Object', entries } : Object.fromEntries(entries);
}

/** @throws Error that says what is wrong */
export function decodeValue(value: unknown): unknown {
  return decode(value, 0);
}

function decode(value: unknown, depth: number): unknown {
  if (depth > DEPTH) throw new Error('nested too deep');
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('a number out of range');
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (typeof value !== 'object') throw new Error(`a ${typeof value} is in no JSON`);
  const part = (one: unknown) => decode(one, depth + 1);
  if (Array.isArray(value)) return value.map(part);
  if (!Object.hasOwn(value, TYPE))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, part(one)]));
  return decodeTyped(value as Fields, part);
}

function decodeTyped(fields: Fields, part: (value: unknown) => unknown): unknown {
  const type = fields[TYPE];
  if (BY_WORD.has(type)) return BY_WORD.get(type);
  if (type === '-0') return -0;
  if (type === 'BigInt') return BigInt(asText(fields.digits));
  if (type === 'Object') {
    const pairs = asList(fields.entries).map((entry) => asPair(asList(entry)));
    return Object.fromEntries(pairs.map(([key, one]) => [asText(key), part(one)]));
  }
  const found = CODECS.find(({ name }) => name === type);
  if (!found) throw new Error(`the type ${JSON.stringify(type)} is not known`);
  return found.decode(fields, part);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error('a text is missing');
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new Error('a number is missing');
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error('a list is missing');
}

function asPair([key, value, ...more]: readonly unknown[]): [unknown, unknown] {
  if (more.length === 0) return [key, value];
  throw new Error('a pair is missing');
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // As arguments, so not all at once.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
