import { PluginError } from '../errors.ts';
import { plain, structuredClone } from './primordials.ts';

/** An error as it crosses the wire: plain data, so that nothing is lost to structured clone. */
export interface ErrorRecord {
  name: string | undefined;
  message: string | undefined;
  code: string | undefined;
  stack: string | undefined;
  data: unknown;
  cause: ErrorRecord | undefined;
}

/** Rewrites a stack before it leaves, such as blob URLs into the names of the sources behind them. */
export type StackMapper = (stack: string) => string;

/** A text. One that is longer is no message but a payload, and left out. */
const text = (value: unknown) => (typeof value === 'string' && value.length < 100_000 ? value : undefined);

/**
 * Anything thrown, as a record. What cannot be read or cloned is left out rather than losing the error. Never throws.
 *
 * @example
 * toErrorRecord(new RangeError('too far')).name; // 'RangeError'
 */
export function toErrorRecord(
  thrown: unknown,
  mapStack: StackMapper = (stack) => stack,
  causes = 4,
  copy: (data: never) => unknown = structuredClone,
): ErrorRecord {
  // A property may be a getter of foreign code, and one that every object has says nothing about this one.
  const read = <T>(key: keyof ErrorRecord, convert: (value: never) => T): T | undefined => {
    try {
      const value = (thrown as ErrorRecord)?.[key];
      return convert((value === plain[key] ? undefined : value) as never);
    } catch {}
  };
  return {
    name: read('name', text),
    message: read('message', (message) => text(message ?? `${thrown}`)),
    code: read('code', text),
    stack: read('stack', (stack) => text(mapStack(stack))),
    data: read('data', (data) => data && copy(data)),
    cause: read('cause', (cause) =>
      cause && causes ? toErrorRecord(cause, mapStack, causes - 1, copy) : undefined,
    ),
  };
}

/** A record, or what claims to be one, as an error. Never throws. */
export function fromErrorRecord(record: unknown): PluginError {
  return build(toErrorRecord(record, undefined, undefined, (data) => data));
}

function build({
  name = 'Error',
  message = '',
  code = 'PLUGIN_ERROR',
  stack,
  data,
  cause,
}: ErrorRecord): PluginError {
  const error = new PluginError(code, message, { data, cause: cause && build(cause) });
  error.name = name;
  if (stack) error.stack = stack;
  return error;
}
