import type { Json, JsonObject } from '../json-safety.ts';
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

export function isoTime(row: Row, column: string): string {
  const value = row[column];
  return (value instanceof Date ? value : new Date(String(value))).toISOString();
}

export function optionalIsoTime(row: Row, column: string): string | null {
  return row[column] === null || row[column] === undefined ? null : isoTime(row, column);
}

/** A column selected as `…::text`. */
export function parsedJson(row: Row, column: string): Json {
  return JSON.parse(String(row[column]));
}

export function parsedObject(row: Row, column: string): JsonObject {
  return parsedJson(row, column) as JsonObject;
}
