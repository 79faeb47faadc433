import { describe, expect, it } from 'vitest';
import { createScope, toDisposable } from './disposable.ts';

describe('scope', () => {
  it('disposes in reverse, once, and what comes later at once', () => {
    const order: number[] = [];
    const scope = createScope();
    for (const number of [1, 2, 3]) scope.add(toDisposable(() => order.push(number)));
    scope.dispose();
    scope.dispose();
    scope.add(toDisposable(() => order.push(4)));
    expect(order).toEqual([3, 2, 1, 4]);
  });

  it('disposes the others when one throws, and tells', () => {
    const order: number[] = [];
    const scope = createScope();
    scope.add(toDisposable(() => order.push(1)));
    scope.add({
      dispose() {
        throw new Error('stuck');
      },
    });
    expect(() => scope.dispose()).toThrow(AggregateError);
    expect(order).toEqual([1]);
  });
});
