import { type FormEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { InputRequest, PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { useArmed } from '../ui/use-armed.ts';
import { Asker, NAME } from './asker.tsx';

export interface InputBoxProps {
  readonly plugin: PluginIdentity;
  /** Else the focus starts on the heading: what is typed now was meant for something else. */
  readonly mayFocus: boolean;
  readonly request: InputRequest;
  answer(text: string | null): void;
}

/** Asks for one line of text on behalf of a plugin. Mount it to open it. */
export function InputBox({ plugin, mayFocus, request, answer }: InputBoxProps) {
  const { text, elements } = useStrings();
  const base = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const armed = useArmed();
  const { title, prompt, value: initial = '', placeholder, password = false } = request;
  const [value, setValue] = useState(initial);

  useLayoutEffect(() => {
    if (mayFocus) field.current?.select();
  }, [mayFocus]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Whoever was typing elsewhere when this opened has not seen who gets it.
    if (armed) answer(value);
  };

  return (
    <Modal
      labelledBy={`${base}-title`}
      describedBy={`${base}-asker ${base}-note`}
      onDismiss={() => answer(null)}
      initialFocus={mayFocus ? field : heading}
      className="max-w-md"
    >
      <form onSubmit={submit} className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-5 pb-4">
          <Asker id={`${base}-asker`} plugin={plugin} />
          <h2
            ref={heading}
            tabIndex={-1}
            id={`${base}-title`}
            className="outline-none text-[15px] font-semibold leading-5"
          >
            <label htmlFor={`${base}-field`}>
              <PluginText text={title} className="line-clamp-3" />
            </label>
          </h2>
          {prompt && (
            <p id={`${base}-prompt`} className="text-[13px] text-neutral-700 dark:text-neutral-300">
              <PluginText text={prompt} />
            </p>
          )}
          <input
            ref={field}
            id={`${base}-field`}
            type={password ? 'password' : 'text'}
            dir="auto"
            // Browsers fill a saved password in spite of `off`.
            autoComplete={password ? 'new-password' : 'off'}
            autoCapitalize="off"
            spellCheck={false}
            maxLength={10_000}
            value={value}
            placeholder={placeholder && plainText(placeholder)}
            aria-describedby={prompt ? `${base}-prompt` : undefined}
            onChange={(event) => setValue(event.target.value)}
            className="h-9 w-full min-w-0 rounded-md border border-neutral-400 bg-white px-2.5 text-sm text-neutral-900 placeholder:text-neutral-500 focus:outline focus:outline-2 focus:outline-blue-600 dark:border-neutral-600 dark:bg-neutral-950 dark:text-neutral-100 dark:placeholder:text-neutral-400 dark:focus:outline-blue-400"
          />
          <p id={`${base}-note`} className="text-xs">
            {elements('input.receiver', {
              name: <PluginText text={plugin.name} truncate className={NAME} />,
            })}
          </p>
        </div>
        <footer className="flex flex-wrap justify-end gap-2 border-t border-neutral-200 px-5 py-3.5 dark:border-neutral-800">
          <Button onClick={() => answer(null)}>{text('question.cancel')}</Button>
          <Button type="submit" variant="primary" arming={!armed}>
            {text('question.ok')}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
