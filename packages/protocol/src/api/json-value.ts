import * as v from 'valibot';

/** What JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Less than a server takes. A value that contains itself ends here as well. */
const MAX_DEPTH = 60;

interface Fault {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** Schema of a value that comes back from a store as it went in. */
export const jsonValue = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, JsonValue>(({ dataset, addIssue, NEVER }) => {
    const fault = findFault(dataset.value, []);
    if (!fault) return dataset.value as JsonValue;
    addIssue({ message: fault.message, path: toPath(fault.path) });
    return NEVER;
  }),
  v.title('JsonValue'),
);

function findFault(value: unknown, path: readonly (string | number)[]): Fault | undefined {
  const message = faultOf(value, path.length);
  if (message !== undefined) return { message, path };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of members(value)) {
    const fault = findFault(part, [...path, key]);
    if (fault) return fault;
  }
  return undefined;
}

/** What is wrong with a value apart from its parts. */
function faultOf(value: unknown, depth: number): string | undefined {
  if (value === undefined) return 'must be a value of JSON: give null for none, not undefined';
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `must be a finite number, not ${value}`;
  if (typeof value !== 'object') return `must be a value of JSON, not a ${typeof value}`;
  if (depth >= MAX_DEPTH) return `must be at most ${MAX_DEPTH} levels deep`;
  return isPlain(value)
    ? undefined
    : 'must be a value of JSON: a plain object, a list, text, number, boolean or null';
}

/** Whether it is a list or an object without a class, of whatever realm. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function members(value: object): Iterable<[string | number, unknown]> {
  // Of a list also the holes, which are undefined.
  return Array.isArray(value) ? value.entries() : Object.entries(value);
}

function toPath(keys: readonly (string | number)[]): [v.IssuePathItem, ...v.IssuePathItem[]] | undefined {
  const [first, ...rest] = keys.map(toPathItem);
  return first && [first, ...rest];
}

function toPathItem(key: string | number): v.IssuePathItem {
  return { type: 'unknown', origin: 'value', input: undefined, key, value: undefined };
}
