import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { inertControl } from '../inert-control.ts';
import { useFocusable } from '../use-invocation.ts';
import { ChoiceField } from './field.tsx';

export function CheckboxElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('Checkbox', element);
  const { checked = false, disabled } = props;
  const ref = useFocusable<HTMLInputElement>(view, node);
  return (
    <ChoiceField {...props}>
      {(aria) => (
        <input
          {...aria}
          {...inertControl(disabled)}
          ref={ref}
          type="checkbox"
          checked={checked}
          onChange={(event) => disabled || view.input(node, 'change', event.target.checked)}
          className="h-4 w-4 shrink-0 accent-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 aria-disabled:opacity-50 dark:accent-neutral-200 dark:focus-visible:outline-blue-400"
        />
      )}
    </ChoiceField>
  );
}
