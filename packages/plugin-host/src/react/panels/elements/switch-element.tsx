import type { ElementProps } from '../element-map.ts';
import { CheckedField } from './checked-field.tsx';

const SWITCH =
  'relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-neutral-500 bg-neutral-200 transition-colors ' +
  'before:absolute before:start-0.5 before:top-0.5 before:h-3.5 before:w-3.5 before:rounded-full before:bg-neutral-600 before:transition-transform ' +
  "before:content-[''] checked:border-neutral-900 checked:bg-neutral-900 checked:before:translate-x-4 checked:before:bg-white " +
  'rtl:checked:before:-translate-x-4 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 ' +
  'focus-visible:outline-blue-600 aria-disabled:cursor-default aria-disabled:opacity-50 motion-reduce:transition-none ' +
  'motion-reduce:before:transition-none forced-colors:before:bg-[ButtonText] dark:border-neutral-500 dark:bg-neutral-800 dark:before:bg-neutral-300 ' +
  'dark:checked:border-neutral-100 dark:checked:bg-neutral-100 dark:checked:before:bg-neutral-900 dark:focus-visible:outline-blue-400';

export function SwitchElement(element: ElementProps) {
  return <CheckedField name="Switch" element={element} className={SWITCH} />;
}
