import { isJsonObject, type Json, type JsonObject } from '../json-safety.ts';
import type { Row } from './sql.ts';

// Drivers differ, and an app can change pg's type parsers for the whole process: columns are read by what they mean.

export function text(row: Row, column: string): string {
  return String(row[column]);
}

export function optionalText(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || value === undefined ? null : String(value);
}

/** Also for BIGINT, which pg returns as text. */
export function integer(row: Row, column: string): number {
  return Number(row[column]);
}

/** A column selected as `…::text`. */
export function parsedJson(row: Row, column: string): Json {
  return JSON.parse(String(row[column]));
}

/** An object, and an empty one in place of what an app of before the platform may have stored. */
export function parsedObject(row: Row, column: string): JsonObject {
  const value = parsedJson(row, column);
  return isJsonObject(value) ? value : {};
}
