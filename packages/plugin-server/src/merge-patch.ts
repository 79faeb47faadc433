import { isJsonObject, type Json, type JsonObject } from './json-safety.ts';

/** A JSON Merge Patch (RFC 7396): objects are merged at every level, null deletes, anything else replaces. */
export function mergePatch(target: Json | undefined, patch: JsonObject): JsonObject {
  // Without a prototype, so that no key can reach one.
  const merged: JsonObject = Object.assign(Object.create(null), isJsonObject(target) ? target : {});
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = isJsonObject(value) ? mergePatch(merged[key], value) : value;
  }
  return merged;
}
