import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';

const bytes = (value: unknown) => measure(structuredClone(value), 1e9, 100).bytes;
const MEGABYTE = 1_000_000;

describe('measure', () => {
  const named: unknown[] = [1, 2];
  Object.assign(named, { payload: new Uint8Array(MEGABYTE) });
  it.each<[string, unknown]>([
    ['a text', 'x'.repeat(MEGABYTE)],
    ['bytes', new Uint8Array(MEGABYTE)],
    ['a view of a part of a buffer', new Uint8Array(new ArrayBuffer(MEGABYTE), 0, 1)],
    ['a property of an array', named],
    ['a cause of an error', new Error('small', { cause: new Uint8Array(MEGABYTE) })],
    ['a key of a map', new Map([['x'.repeat(MEGABYTE), 1]])],
    ['a name of a property', { ['x'.repeat(MEGABYTE)]: 1 }],
    ['twenty thousand values', Array.from({ length: 20_000 }, () => ({}))],
    ['a text in an object of its own', new String('x'.repeat(MEGABYTE))],
  ])('sees %s', (_, value) => {
    expect(bytes({ deep: [value] })).toBeGreaterThanOrEqual(MEGABYTE);
    expect(bytes(value)).toBeGreaterThanOrEqual(MEGABYTE);
  });

  it('counts what is shared each time, and a ring once', () => {
    const text = 'x'.repeat(1_000);
    const shared = [text];
    expect(bytes(Array(50).fill(shared))).toBeGreaterThan(50_000);
    const ring: Record<string, unknown> = { text };
    ring.ring = ring;
    expect(bytes(ring)).toBeLessThan(300_000);
  });

  it.each([
    [Number.NaN, 1],
    [-1e9, 1e9],
    [1e9, -1e9],
    ['1', {}],
  ])('counts a rectangle of %s by %s as something, and as a handle', (width, height) => {
    // What a DOMRect is to whoever asks for its sides.
    const rectangle = Object.create({ width, height });
    const { bytes, handles } = measure([rectangle, 'x'.repeat(10_000)], 1e6, 10);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(20_000);
    expect(handles).toBe(1);
  });

  it('counts the pixels of an image', () => {
    const image = Object.create({ width: 1_000, height: 500 });
    expect(measure(image, 1e9, 10).bytes).toBeGreaterThan(2_000_000);
    expect(measure({ plain: { width: 1_000, height: 500 } }, 1e9, 10)).toMatchObject({ handles: 0 });
  });

  it('stops at its bounds', () => {
    let nest: unknown = 1;
    for (let depth = 0; depth < 1_000; depth++) nest = [nest];
    expect(measure(nest, 1e9, 100).depth).toBe(101);
    expect(measure(Array(100_000).fill('x'), 10_000, 100).bytes).toBeLessThan(11_000);
  });

  it('refuses what no honest plugin sends', () => {
    expect(measure([2n ** 5_000n], 1e9, 100).refused).toContain('BigInt');
    expect(measure([2n ** 500n, -(2n ** 500n)], 1e9, 100).refused).toBeUndefined();
    expect(measure({ port: new MessageChannel().port1 }, 1e9, 100).refused).toContain('port');
    expect(measure([new ReadableStream()], 1e9, 100).refused).toContain('stream');
  });
});
