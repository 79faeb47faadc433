import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useTextValue } from '../use-text-value.ts';
import { Field, TEXT_BOX } from './field.tsx';

export function TextAreaElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('TextArea', element);
  const { value = '', placeholder, rows = 3, maxLength, mono, disabled } = props;
  const text = useTextValue<HTMLTextAreaElement>(view, node, value);
  return (
    <Field {...props} fallback={placeholder}>
      {(aria) => (
        <textarea
          {...aria}
          {...text}
          dir="auto"
          autoComplete="off"
          spellCheck={!mono}
          placeholder={placeholder && plainText(placeholder)}
          rows={rows}
          maxLength={maxLength}
          readOnly={disabled}
          className={`resize-y py-1.5 leading-5 ${mono ? 'font-mono' : ''} ${TEXT_BOX}`}
          onFocus={() => props.onFocus && view.send(node, 'focus')}
          onBlur={() => {
            text.onBlur();
            if (props.onBlur) view.send(node, 'blur');
          }}
        />
      )}
    </Field>
  );
}
