import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import { basePaths, type PluginServerOptions } from './options.ts';

const number = (least: number) =>
  v.pipe(
    v.number('must be a number'),
    v.finite('must be finite'),
    v.minValue(least, `must be at least ${least}`),
  );
const flag = v.boolean('must be true or false');
const text = v.string('must be text');
const texts = v.array(text, 'must be a list of texts');
const method = (...names: string[]) =>
  v.custom<object>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      names.every((name) => typeof Reflect.get(value, name) === 'function'),
    `must have ${names.map((name) => `${name}()`).join(' and ')}`,
  );
const orOff = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.union([v.literal(false), schema], ({ input }) => unionFault(schema, input)));

const allowance = v.optional(
  v.strictObject({ requests: number(1), perMs: number(1) }, 'must be like { requests: 60, perMs: 60_000 }'),
);
const rateLimits = v.strictObject({
  read: allowance,
  write: allowance,
  search: allowance,
  network: allowance,
  stream: allowance,
});
const events = v.strictObject({
  listen: v.optional(flag),
  pollMs: v.optional(number(1)),
  heartbeatMs: v.optional(number(1)),
  streamMs: v.optional(number(1)),
  streamsPerUser: v.optional(number(1)),
  streams: v.optional(number(1)),
});
// Addresses and limits have a check of their own where they are used.
const network = v.strictObject({
  allowPrivate: v.optional(texts),
  limits: v.optional(v.looseObject({})),
  userAgent: v.optional(text),
  ca: v.optional(v.union([text, texts], 'must be text or a list of texts')),
  resolve: v.optional(v.function('must be a function')),
});

const optionsSchema = v.strictObject({
  db: v.custom<object>(isDatabase, 'must have one of connectionString, pool, pglite, directory'),
  authenticate: v.function('must be a function'),
  basePath: v.optional(v.union([text, texts], 'must be text or a list of texts')),
  tables: v.optional(v.strictObject({ users: v.nullish(text) })),
  runtime: v.optional(v.strictObject({ frameAncestors: v.optional(texts) })),
  origins: v.optional(
    v.array(
      v.pipe(
        text,
        v.check(
          isOrigin,
          ({ input }) => `must be like "https://app.example.com", not ${JSON.stringify(input)}`,
        ),
      ),
      'must be a list of origins such as "https://app.example.com"',
    ),
  ),
  rateLimits: orOff(rateLimits),
  rateLimiter: v.optional(method('take')),
  network: orOff(network),
  events: orOff(events),
  logger: v.optional(method('error')),
  onRequest: v.optional(v.function('must be a function')),
  shutdownMs: v.optional(number(0)),
  publicBundles: v.optional(flag),
});

/**
 * Options that mean nothing would mean less than their author thinks: a limit that does not limit, a name nobody reads.
 *
 * @throws PluginError `INVALID_ARGUMENT` that says which option is wrong
 */
export function checkOptions(options: PluginServerOptions): void {
  const result = v.safeParse(optionsSchema, options ?? {});
  if (!result.success) throw invalid(describe(result.issues[0]));
  for (const base of basePaths(options)) {
    if (!/^\/.*[^/]$/.test(base)) throw invalid(`basePath must start with "/" and not end with one: ${base}`);
  }
}

function invalid(message: string): PluginError {
  return new PluginError('INVALID_ARGUMENT', `createPluginServer: ${message}`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'options';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${path} is not an option`;
  // Of a key that is missing the message is the library's.
  if (issue.input === undefined && issue.message.startsWith('Invalid key')) return `${path} is missing`;
  return `${path} ${issue.message}`;
}

/** The words of the alternative that is not `false`, which is what an author meant. */
function unionFault(schema: v.GenericSchema, input: unknown): string {
  const result = v.safeParse(schema, input);
  if (result.success) return '';
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const words =
    issue.type === 'strict_object' && issue.expected === 'never' ? 'is not an option' : issue.message;
  return path ? `${path} ${words}` : 'must be false or an object of options';
}

function isDatabase(db: unknown): boolean {
  const kinds = ['connectionString', 'pool', 'pglite', 'directory'];
  const given = typeof db === 'object' && db !== null ? Object.entries(db) : [];
  return given.filter(([kind, value]) => kinds.includes(kind) && value).length === 1;
}

function isOrigin(origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).origin === origin;
}
