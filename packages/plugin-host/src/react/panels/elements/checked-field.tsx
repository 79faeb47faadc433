import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { inertControl } from '../inert-control.ts';
import { useFocusable } from '../use-invocation.ts';
import { ChoiceField } from './field.tsx';

export interface CheckedFieldProps {
  readonly name: 'Checkbox' | 'Switch';
  readonly element: ElementProps;
  readonly className: string;
}

/** A box that is checked or not. A switch is one that looks, and is read out, as such. */
export function CheckedField({ name, element, className }: CheckedFieldProps) {
  const { view, node } = element;
  const props = propsOf(name, element);
  const { checked = false, disabled } = props;
  const ref = useFocusable<HTMLInputElement>(view, node);
  return (
    <ChoiceField {...props}>
      {(aria) => (
        <input
          {...aria}
          {...inertControl(disabled)}
          {...(name === 'Switch' && { role: 'switch', 'aria-checked': checked })}
          ref={ref}
          type="checkbox"
          checked={checked}
          onChange={(event) => disabled || view.input(node, 'change', event.target.checked)}
          className={className}
        />
      )}
    </ChoiceField>
  );
}
