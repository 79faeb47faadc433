import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from './json-safety.ts';
import { mergePatch } from './merge-patch.ts';

// Appendix A of RFC 7396, as far as the patch is an object: the route takes no other.
const VECTORS: readonly [Json, JsonObject, Json][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('mergePatch', () => {
  it.each(VECTORS)('%j with %j is %j', (target, patch, result) => {
    const before = structuredClone(target);
    expect(JSON.parse(JSON.stringify(mergePatch(target, patch)))).toEqual(result);
    expect(target).toEqual(before);
  });

  it('has no prototype to reach', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}'));
    expect(Object.keys(merged)).toEqual(['__proto__', 'constructor']);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});
