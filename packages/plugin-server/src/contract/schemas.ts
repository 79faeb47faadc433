import * as v from 'valibot';
import { isJsonObject, type JsonObject } from '../json-safety.ts';

/** Any object of JSON, taken as it is: what is in it has a check of its own, or none. */
export const jsonObject = objectOfJson('must be an object');

/** The same, with other words for what is none. */
export function objectOfJson(message: string) {
  return v.pipe(
    v.custom<JsonObject>(isJsonObject, message),
    v.metadata({ jsonSchema: { type: 'object', additionalProperties: true } }),
  );
}

/** Any value of JSON. */
export const jsonValue = v.pipe(v.unknown(), v.metadata({ jsonSchema: {} }));

export const time = v.pipe(v.string(), v.isoTimestamp());
export const success = v.literal(true);
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Where a bundle's bytes are, and what they must hash to. */
export const bundleRef = v.strictObject({
  sha256,
  integrity: v.pipe(v.string(), v.regex(/^sha384-/)),
  size: v.number(),
});

/** One plugin of one user. */
export const install = v.strictObject({
  id: v.string(),
  pluginId: v.string(),
  manifest: jsonObject,
  state: v.string(),
  settings: jsonObject,
  installedAt: time,
  updatedAt: time,
  enabledAt: v.nullable(time),
  version: v.nullable(v.string()),
  grantedPermissions: v.nullable(v.array(v.string())),
  bundle: v.nullable(bundleRef),
});

/** The body of every error. */
export const failure = v.looseObject({
  success: v.literal(false),
  error: v.string(),
  message: v.optional(v.string()),
  code: v.string(),
  status: v.number(),
  field: v.optional(v.string()),
  errors: v.optional(v.array(v.strictObject({ field: v.string(), message: v.string(), code: v.string() }))),
  requestId: v.string(),
});

/** `{ success: true }` and what else the answer has. */
export function succeeded<E extends v.ObjectEntries>(entries: E) {
  return v.strictObject({ success, ...entries });
}
