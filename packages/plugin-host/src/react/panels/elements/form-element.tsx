import { createContext, type FormEvent, type KeyboardEvent, useContext } from 'react';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

/** Whether a button can submit something. */
export const InForm = createContext(false);

const SUBMIT_BUTTON = 'button[type="submit"]';

export function FormElement(element: ElementProps) {
  const { view, node, children } = element;
  const { label, onSubmit } = propsOf('Form', element);
  const isPart = useContext(InForm);
  const className = 'flex min-w-0 flex-col gap-3';
  // HTML has no form in a form: it is a part of the outer one.
  if (isPart) return <div className={className}>{children}</div>;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (onSubmit) view.send(node, 'submit');
  };
  /** As browsers do it, which do nothing for several fields without a button. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const { target, currentTarget: form } = event;
    const isDone = event.key !== 'Enter' || event.nativeEvent.isComposing || event.defaultPrevented;
    if (isDone || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const button = form.querySelector<HTMLElement>(SUBMIT_BUTTON);
    if (button) button.click();
    else form.requestSubmit();
  };

  return (
    <InForm.Provider value={true}>
      {/* What is wrong with a field is for the plugin to say. */}
      <form
        noValidate
        aria-label={label && plainText(label)}
        className={className}
        onSubmit={submit}
        onKeyDown={onKeyDown}
      >
        {children}
      </form>
    </InForm.Provider>
  );
}
