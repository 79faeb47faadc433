import type { ElementProps } from '../element-map.ts';
import { CheckedField } from './checked-field.tsx';

const BOX =
  'h-4 w-4 shrink-0 accent-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 ' +
  'focus-visible:outline-blue-600 aria-disabled:opacity-50 dark:accent-neutral-200 dark:focus-visible:outline-blue-400';

export function CheckboxElement(element: ElementProps) {
  return <CheckedField name="Checkbox" element={element} className={BOX} />;
}
