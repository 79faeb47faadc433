import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toIssues } from '../issues.ts';
import { jsonValue } from './json-value.ts';

function messageOf(value: unknown): string | undefined {
  const { issues = [] } = v.safeParse(jsonValue, value);
  return toIssues(issues)[0]?.message;
}

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const circle: unknown[] = [];
circle.push(circle);

describe('a value of JSON', () => {
  it.each([
    [null],
    [true],
    [0],
    [''],
    [[1, [null]]],
    [{ a: { b: [] } }],
    [Object.create(null)],
    [nested(60)],
  ])('may be %j', (value) => expect(messageOf(value)).toBeUndefined());

  it.each([
    ['undefined', undefined, 'must be a value of JSON: give null for none, not undefined'],
    ['undefined within', { a: [1, undefined] }, 'a[1] must be a value of JSON: give null'],
    ['a hole', Object.assign([], { length: 1 }), '[0] must be a value of JSON'],
    ['NaN', { size: Number.NaN }, 'size must be a finite number, not NaN'],
    ['a bigint', 1n, 'must be a value of JSON, not a bigint'],
    ['a function', { f: () => 1 }, 'f must be a value of JSON, not a function'],
    ['a Date', { at: new Date() }, 'at must be a value of JSON: a plain object'],
    ['a Map', new Map(), 'must be a value of JSON: a plain object'],
    ['bytes', new Uint8Array(1), 'must be a value of JSON: a plain object'],
    ['what is too deep', nested(61), 'must be at most 60 levels deep'],
    ['what contains itself', circle, 'must be at most 60 levels deep'],
  ])('is not %s', (_what, value, message) => expect(messageOf(value)).toContain(message));
});
