import { fieldPath } from '@fluxstudio/plugin-protocol/field-path';
import { HttpError, unprocessable } from './http-error.ts';
import { LIMITS } from './limits.ts';

/** A value JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

// A merge into an ordinary object would follow these.
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether PostgreSQL can store the text: it refuses U+0000, and surrogates without their partner. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Refuses, with the field's path, whatever would fail or change on its way through PostgreSQL: unstorable text, numbers
 * that overflowed, keys that pollute prototypes, nesting that overflows stacks.
 *
 * @throws HttpError 422
 */
export function parseSafeJson(value: unknown): Json {
  check(value, [], 1, { values: LIMITS.jsonValues });
  return value as Json;
}

interface Left {
  values: number;
}

function check(value: unknown, path: (string | number)[], depth: number, left: Left): void {
  left.values -= 1;
  if (left.values < 0)
    throw new HttpError(413, 'PAYLOAD_TOO_LARGE', `The body has more than ${LIMITS.jsonValues} values`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    if (!isStorableText(value))
      throw unprocessable(fieldPath(path), 'has text with a null or half a character');
    return;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw unprocessable(fieldPath(path), 'is a number out of range');
    return;
  }
  if (typeof value !== 'object') throw unprocessable(fieldPath(path), `must be JSON, not a ${typeof value}`);
  if (depth > LIMITS.jsonDepth)
    throw unprocessable('', `is nested more than ${LIMITS.jsonDepth} levels deep`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkMember(item, path, index, depth, left);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw unprocessable(fieldPath(path), `must not have the key "${key}"`);
    if (!isStorableText(key))
      throw unprocessable(fieldPath(path), 'has a key with a null or half a character');
    // A middleware or an in-process caller may leave it; JSON.stringify drops it.
    if (item !== undefined) checkMember(item, path, key, depth, left);
  }
}

function checkMember(
  item: unknown,
  path: (string | number)[],
  key: string | number,
  depth: number,
  left: Left,
): void {
  path.push(key);
  check(item, path, depth + 1, left);
  path.pop();
}
