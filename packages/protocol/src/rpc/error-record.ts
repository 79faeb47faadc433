import { PluginError } from '../errors.ts';

/** An error as it crosses the wire: plain data, so that nothing is lost to structured clone. */
export interface ErrorRecord {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  data?: unknown;
  cause?: ErrorRecord;
}

const MAX_CAUSES = 4;
const MAX_TEXT = 20_000;

const clip = (value: unknown): string => String(value).slice(0, MAX_TEXT);

/** Reads a property that may be a getter of foreign code. */
function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Rewrites a stack before it leaves, such as blob URLs into the names of the sources behind them. */
export type StackMapper = (stack: string) => string;

/** Anything thrown, as a record. Data that cannot be cloned is left out rather than losing the error. */
export function toErrorRecord(
  thrown: unknown,
  mapStack: StackMapper = (stack) => stack,
  depth = 0,
): ErrorRecord {
  if (typeof thrown !== 'object' || thrown === null) return { name: 'Error', message: clip(thrown) };
  const record: ErrorRecord = {
    name: clip(read(thrown, 'name') ?? 'Error'),
    message: clip(read(thrown, 'message') ?? ''),
  };
  const code = read(thrown, 'code');
  if (typeof code === 'string') record.code = clip(code);
  const stack = read(thrown, 'stack');
  if (typeof stack === 'string') record.stack = clip(mapStack(stack));
  const data = read(thrown, 'data');
  if (data !== undefined) {
    try {
      record.data = structuredClone(data);
    } catch {
      // The code and message matter more than details that cannot travel.
    }
  }
  const cause = read(thrown, 'cause');
  if (cause !== undefined && depth < MAX_CAUSES) record.cause = toErrorRecord(cause, mapStack, depth + 1);
  return record;
}

/** A record, or what claims to be one, as an error. Never throws. */
export function fromErrorRecord(value: unknown, depth = 0): PluginError {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Partial<
    Record<keyof ErrorRecord, unknown>
  >;
  const error = new PluginError(
    typeof record.code === 'string' ? record.code : 'PLUGIN_ERROR',
    typeof record.message === 'string' ? clip(record.message) : 'Unknown error',
    {
      data: record.data,
      ...(record.cause !== undefined && depth < MAX_CAUSES
        ? { cause: fromErrorRecord(record.cause, depth + 1) }
        : {}),
    },
  );
  if (typeof record.name === 'string') error.name = clip(record.name);
  if (typeof record.stack === 'string') error.stack = clip(record.stack);
  return error;
}
