import { expect, it } from 'vitest';
import { usedClasses } from './class-names.ts';

/** Sides that stay where they are when the text runs from right to left. `start` and `end` do not. */
const PHYSICAL =
  /^-?(?:[mp][lr]|left|right|border-[lr]|rounded-(?:[lr]|tl|tr|bl|br)|scroll-[mp][lr]|inset-[lr])(?:-|$)|^(?:text|float|clear)-(?:left|right)$/;

it.each([
  ['ml-auto', true],
  ['-ml-2.5', true],
  ['md:pr-2', true],
  ['dark:border-l-2', true],
  ['text-left', true],
  ['file:mr-3', true],
  ['left-1/2', true],
  ['ms-auto', false],
  ['text-start', false],
  ['border-s-2', false],
  ['placeholder:text-neutral-500', false],
])('%s is physical: %s', (name, expected) => {
  expect(isPhysical(name)).toBe(expected);
});

it('no component names a side', async () => {
  expect((await usedClasses()).filter(({ name }) => isPhysical(name))).toEqual([]);
});

function isPhysical(name: string): boolean {
  return PHYSICAL.test(name.slice(name.lastIndexOf(':') + 1).replace(/^!/, ''));
}
