import { expect, it, vi } from 'vitest';
import { rememberViews } from './open-views.ts';

it('closes what is open, once', () => {
  const told = vi.fn();
  const views = rememberViews(told);
  views.drive(1, 'open', 'opening');
  views.drive(2, 'open');
  views.drive(1, 'event', 7);
  views.drive(2, 'close');
  views.closeAll();
  views.closeAll();
  expect(told.mock.calls).toEqual([
    [1, 'open', 'opening'],
    [2, 'open'],
    [1, 'event', 7],
    [2, 'close'],
    [1, 'close'],
  ]);
});
