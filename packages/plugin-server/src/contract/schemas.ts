import * as v from 'valibot';
import { isJsonObject, type JsonObject } from '../json-safety.ts';
import type { Parameter } from './route-contract.ts';

/** Any object of JSON, taken as it is: what is in it has a check of its own, or none. */
export const jsonObject = objectOfJson('must be an object');

/** The same, with other words for what is none. */
export function objectOfJson(message: string) {
  return v.pipe(
    v.custom<JsonObject>(isJsonObject, message),
    v.metadata({ jsonSchema: { type: 'object', additionalProperties: true } }),
  );
}

/** Metadata of a schema for any value of JSON. */
export const ANY_JSON = { jsonSchema: {}, description: 'Any value of JSON.' } as const;
export const jsonValue = v.pipe(v.unknown(), v.metadata(ANY_JSON));

/** A whole number from 0. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A schema with words about it for readers of the OpenAPI document. */
export function described<S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.metadata({ description }));
}

export const time = v.pipe(v.string(), v.isoTimestamp());
export const success = v.literal(true);
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Where a bundle's bytes are, and what they must hash to. */
export const bundleRef = v.strictObject({
  sha256: described(sha256, 'Of the bytes, in hexadecimal: `GET /bundles/{sha256}` has them.'),
  integrity: described(
    v.pipe(v.string(), v.regex(/^sha384-/)),
    'Of the same bytes, as Subresource Integrity writes it.',
  ),
  size: described(count, 'Bytes.'),
});

/** One plugin of one user. */
export const install = v.strictObject({
  id: described(v.string(), 'Of the install, not of the plugin.'),
  pluginId: v.string(),
  manifest: jsonObject,
  state: described(
    v.string(),
    '`active`, `inactive`, or `disabled`: by an administrator, or because its version is blocked.',
  ),
  fault: v.optional(
    described(
      v.strictObject({
        code: described(
          v.string(),
          '`PLUGIN_DISABLED`, `VERSION_WITHDRAWN`, or what the administrator has set.',
        ),
        message: described(v.string(), 'For the user.'),
      }),
      'Why it is `disabled`. No other install has it.',
    ),
  ),
  settings: described(jsonObject, 'What the user has set; defaults of the manifest are not in it.'),
  installedAt: time,
  updatedAt: time,
  enabledAt: described(v.nullable(time), 'Since when it is active.'),
  version: v.nullable(v.string()),
  grantedPermissions: described(
    v.nullable(v.array(v.string())),
    'What the user allows. `null`: nobody has asked them yet.',
  ),
  bundle: described(v.nullable(bundleRef), '`null` for a plugin that the catalogue does not have.'),
});

/** The body of every error. */
export const failure = v.looseObject({
  success: v.literal(false),
  error: described(v.string(), 'For people. `code` is for programs.'),
  message: v.optional(described(v.string(), 'More about it.')),
  code: described(v.string(), 'Such as `NOT_FOUND` or `RATE_LIMITED`.'),
  status: described(count, 'The status of the answer.'),
  field: v.optional(described(v.string(), 'The first that is wrong.')),
  errors: v.optional(
    described(
      v.array(v.strictObject({ field: v.string(), message: v.string(), code: v.string() })),
      'All that is wrong with what was sent.',
    ),
  ),
  requestId: described(v.string(), 'The log of the server has it, too.'),
});

/** `{ success: true }` and what else the answer has. */
export function succeeded<E extends v.ObjectEntries>(entries: E) {
  return v.strictObject({ success, ...entries });
}

/** A header of requests for what the caller may already have. */
export const ifNoneMatch: Parameter = {
  in: 'header',
  description: 'The `ETag` of an earlier answer: 304 without a body while it is still the same.',
  schema: v.string(),
};
