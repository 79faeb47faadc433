import { beforeEach, expect, it } from 'vitest';
import { createAttemptLimiter } from './attempt-limiter.ts';

let time: number;
beforeEach(() => {
  time = 5000;
});

const limiter = (attempts: number, keys?: number) =>
  createAttemptLimiter({ attempts, windowMs: 1000, keys }, () => time);

it('gives each key so many attempts, and says when there are more', () => {
  const { take } = limiter(2);
  expect([take('a'), take('a'), take('b')]).toEqual([0, 0, 0]);
  time += 400;
  expect([take('a'), take('b'), take('b')]).toEqual([600, 0, 600]);
  time += 599;
  expect(take('a')).toBe(1);
  time += 1;
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 1000]);
});

it('forgets one key', () => {
  const { take, forget } = limiter(1);
  for (const key of ['a', 'b']) take(key);
  forget('a');
  expect([take('a'), take('b')]).toEqual([0, 1000]);
});

it('remembers no more keys than it may: the oldest is dropped', () => {
  const { take } = limiter(1, 3);
  for (const key of ['a', 'b', 'c', 'd']) expect(take(key)).toBe(0);
  expect([take('b'), take('c'), take('d')]).toEqual([1000, 1000, 1000]);
  expect(take('a')).toBe(0);
});

it('makes room of what is over first', () => {
  const { take } = limiter(1, 2);
  take('a');
  time += 500;
  take('b');
  time += 600;
  take('c');
  expect(take('b')).toBe(400);
});
