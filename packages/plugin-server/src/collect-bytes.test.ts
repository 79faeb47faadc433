import { describe, expect, it } from 'vitest';
import { createCollector } from './collect-bytes.ts';

describe('createCollector', () => {
  it('puts chunks of any size together', () => {
    const collector = createCollector(20_000);
    const chunks = [
      new Uint8Array(3).fill(1),
      new Uint8Array(0),
      new Uint8Array(9_000).fill(2),
      new Uint8Array(1).fill(3),
    ];
    for (const chunk of chunks) collector.add(chunk);
    expect(Buffer.from(collector.bytes()).equals(Buffer.concat(chunks))).toBe(true);
  });

  it('takes as much as the limit, and not a byte more', () => {
    const collector = createCollector(10_000);
    for (let index = 0; index < 10_000; index++) collector.add(Uint8Array.of(index));
    expect(collector.bytes().length).toBe(10_000);
    expect(() => collector.add(Uint8Array.of(1))).toThrow('larger than 10000 bytes');
  });

  it('keeps nothing of the chunks it was given', () => {
    const collector = createCollector(10);
    const chunk = Uint8Array.of(1, 2);
    collector.add(chunk);
    chunk.fill(9);
    expect([...collector.bytes()]).toEqual([1, 2]);
  });
});
