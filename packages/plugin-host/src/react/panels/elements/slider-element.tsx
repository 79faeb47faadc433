import { useStrings } from '../../strings/use-strings.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { inertControl } from '../inert-control.ts';
import { useFocusable } from '../use-invocation.ts';
import { useNativeChange } from '../use-native-change.ts';
import { Field } from './field.tsx';

export function SliderElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('Slider', element);
  const { min = 0, step, disabled } = props;
  const max = Math.max(min, props.max ?? 100);
  const value = Math.min(Math.max(props.value ?? min, min), max);
  const { locale } = useStrings();
  const ref = useFocusable<HTMLInputElement>(view, node);
  useNativeChange(ref, () => {
    if (ref.current && !disabled) view.input(node, 'change', ref.current.valueAsNumber);
  });
  const shown = value.toLocaleString(locale, { maximumFractionDigits: 6 });
  return (
    <Field
      {...props}
      detail={
        <output className="text-xs tabular-nums text-neutral-600 dark:text-neutral-400">{shown}</output>
      }
    >
      {(aria) => (
        <input
          {...aria}
          {...inertControl(disabled)}
          ref={ref}
          type="range"
          min={min}
          max={max}
          step={step ?? 1}
          value={value}
          aria-valuetext={shown}
          onChange={(event) => disabled || view.input(node, 'input', event.target.valueAsNumber)}
          className="h-5 w-full min-w-0 rounded accent-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 aria-disabled:opacity-50 dark:accent-neutral-200 dark:focus-visible:outline-blue-400"
        />
      )}
    </Field>
  );
}
