import { useState } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { inertControl } from '../inert-control.ts';
import { useFocusable } from '../use-invocation.ts';
import { useNativeChange } from '../use-native-change.ts';
import { FIELD, Field } from './field.tsx';
import { hexColor } from './hex-color.ts';

export function ColorPickerElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('ColorPicker', element);
  const { value, label, disabled } = props;
  const { text } = useStrings();
  // What is typed stands there until it is a colour, or is given up.
  const [draft, setDraft] = useState<string | null>(null);
  const swatch = useFocusable<HTMLInputElement>(view, node);
  useNativeChange(swatch, () => {
    if (swatch.current && !disabled) view.input(node, 'change', swatch.current.value);
  });

  const type = (typed: string) => {
    setDraft(typed);
    const color = hexColor(typed);
    if (color !== undefined && color !== value) view.input(node, 'input', color);
  };
  const commit = () => {
    if (draft === null) return;
    setDraft(null);
    const color = hexColor(draft);
    if (color !== undefined) view.input(node, 'change', color);
  };

  return (
    <Field {...props}>
      {(aria) => (
        <div className="flex gap-2">
          <input
            {...inertControl(disabled)}
            ref={swatch}
            type="color"
            aria-label={text('panel.color.pick', {
              label: label ? plainText(label) : text('panel.color.none'),
            })}
            aria-disabled={disabled || undefined}
            value={value ?? '#000000'}
            onChange={(event) => {
              setDraft(null);
              if (!disabled) view.input(node, 'input', event.target.value);
            }}
            className="h-8 w-10 shrink-0 cursor-pointer rounded-md border border-neutral-400 bg-white p-1 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-blue-600 aria-disabled:cursor-default aria-disabled:opacity-50 dark:border-neutral-600 dark:bg-neutral-900 dark:focus-visible:outline-blue-400"
          />
          <input
            {...aria}
            type="text"
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            maxLength={20}
            readOnly={disabled}
            placeholder="#1e90ff"
            value={draft ?? value ?? ''}
            onChange={(event) => type(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
            className={`font-mono ${FIELD}`}
          />
        </div>
      )}
    </Field>
  );
}
