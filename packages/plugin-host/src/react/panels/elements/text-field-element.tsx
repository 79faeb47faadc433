import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useTextValue } from '../use-text-value.ts';
import { FIELD, Field } from './field.tsx';

export function TextFieldElement(element: ElementProps) {
  const { view, node } = element;
  const props = propsOf('TextField', element);
  const { value = '', placeholder, type = 'text', maxLength, disabled } = props;
  const text = useTextValue<HTMLInputElement>(view, node, value);
  return (
    <Field {...props} fallback={placeholder}>
      {(aria) => (
        <input
          {...aria}
          {...text}
          type={type}
          dir="auto"
          // Browsers fill a saved password in spite of `off`: the plugin would have the user's for the app.
          autoComplete={type === 'password' ? 'new-password' : 'off'}
          placeholder={placeholder && plainText(placeholder)}
          maxLength={maxLength}
          readOnly={disabled}
          className={FIELD}
          onFocus={() => props.onFocus && view.send(node, 'focus')}
          onBlur={() => {
            text.onBlur();
            if (props.onBlur) view.send(node, 'blur');
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            // Whoever submits means what stands there.
            text.onBlur();
            if (!props.onSubmit) return;
            event.preventDefault();
            view.send(node, 'submit');
          }}
        />
      )}
    </Field>
  );
}
