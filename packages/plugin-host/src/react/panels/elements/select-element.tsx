import { ChevronDownIcon } from '../../ui/icons.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { inertControl } from '../inert-control.ts';
import { useFocusable } from '../use-invocation.ts';
import { FIELD, Field } from './field.tsx';

const NONE: readonly never[] = [];

export function SelectElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('Select', element);
  const { value, placeholder, options = NONE, disabled } = props;
  const ref = useFocusable<HTMLSelectElement>(view, node);
  // By its place: two options may have the same value.
  const chosen = options.findIndex((option) => option.value === value);
  return (
    <Field {...props} fallback={placeholder}>
      {(aria) => (
        <span className="relative flex">
          <select
            {...aria}
            {...inertControl(disabled)}
            ref={ref}
            data-empty={chosen < 0 || undefined}
            value={chosen}
            onChange={(event) => {
              const option = options[Number(event.target.value)];
              if (option && !disabled) view.input(node, 'change', option.value);
            }}
            className={`appearance-none truncate pe-8 data-[empty]:text-neutral-600 dark:data-[empty]:text-neutral-400 ${FIELD}`}
          >
            {chosen < 0 && (
              <option value={-1} disabled hidden>
                {placeholder === undefined ? '' : plainText(placeholder)}
              </option>
            )}
            {options.map((option, index) => (
              <option key={index} value={index} disabled={option.disabled}>
                {plainText(option.label)}
              </option>
            ))}
          </select>
          <ChevronDownIcon className="pointer-events-none absolute end-2.5 top-2 h-4 w-4 text-neutral-600 dark:text-neutral-400" />
        </span>
      )}
    </Field>
  );
}
