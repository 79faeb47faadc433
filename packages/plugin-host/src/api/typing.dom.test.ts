import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Typing, watchTyping } from './typing.ts';

let now = 0;
let typing: Typing;
beforeEach(() => {
  now = 10_000;
  typing = watchTyping({ now: () => now });
  document.body.innerHTML = '<input id="app"><div data-flux-plugins><input id="plugin"></div>';
});
afterEach(() => typing.dispose());

const press = (id: string, key: string) =>
  document.getElementById(id)?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

it.each(['a', 'ж', '😀', ' ', 'Backspace', 'Process'])(
  'is told by %j in a field of the app, for a second',
  (key) => {
    expect(typing.isTyping()).toBe(false);
    press('app', key);
    expect(typing.isTyping()).toBe(true);
    now += 999;
    expect(typing.isTyping()).toBe(true);
    now += 1;
    expect(typing.isTyping()).toBe(false);
  },
);

it.each([
  ['app', 'ArrowDown'],
  ['app', 'Shift'],
  ['plugin', 'a'],
])('is not told in %s by %s', (id, key) => {
  press(id, key);
  expect(typing.isTyping()).toBe(false);
});

it('is over with Enter, and where nobody listens any more', () => {
  press('app', 'a');
  press('app', 'Enter');
  expect(typing.isTyping()).toBe(false);
  typing.dispose();
  press('app', 'a');
  expect(typing.isTyping()).toBe(false);
});
