import { expect, it } from 'vitest';
import { createPanelMemories } from './panel-memories.ts';

it('keeps what each panel of each plugin left last', () => {
  const memories = createPanelMemories();
  memories.of('a', 'main').set(1);
  memories.of('a', 'main').set(2);
  memories.of('b', 'main').set(3);
  expect(memories.of('a', 'main').get()).toBe(2);
  expect(memories.of('b', 'main').get()).toBe(3);
  expect(memories.of('b', 'other').get()).toBeUndefined();
});

it('forgets a plugin, and no other whose id begins alike', () => {
  const memories = createPanelMemories();
  memories.of('a', 'main').set(1);
  memories.of('a.b', 'main').set(2);
  memories.clear('a');
  expect(memories.of('a', 'main').get()).toBeUndefined();
  expect(memories.of('a.b', 'main').get()).toBe(2);
});

it('forgets the panel of a plugin that left something the longest time ago when there are more than twenty', () => {
  const memories = createPanelMemories();
  memories.of('other', 'main').set('other');
  for (let at = 0; at < 20; at++) memories.of('a', `p${at}`).set(at);
  memories.of('a', 'p0').set('again');
  for (let at = 20; at < 25; at++) memories.of('a', `p${at}`).set(at);
  const left = Array.from({ length: 25 }, (_, at) => memories.of('a', `p${at}`).get());
  expect(left.slice(0, 7)).toEqual(['again', ...Array<undefined>(5).fill(undefined), 6]);
  expect(left.filter((state) => state !== undefined)).toHaveLength(20);
  expect(memories.of('other', 'main').get()).toBe('other');
});
