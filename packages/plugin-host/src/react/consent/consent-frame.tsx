import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { StringKey } from '../strings/default-strings.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { NameWarning } from './name-warning.tsx';

export interface ConsentFrameProps {
  readonly plugin: { readonly id: string; readonly name: string; readonly icon?: string };
  readonly author?: string | undefined;
  /** A line about it. */
  readonly publisher?: string | undefined;
  readonly version?: string | undefined;
  /** The question, with `{name}`. */
  readonly title: StringKey;
  /** Id of the element that introduces the list. */
  readonly describedBy: string;
  /** The button that refuses: the focus starts there, so that Enter allows nothing. */
  readonly refuse: RefObject<HTMLElement | null>;
  onDismiss(): void;
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

/** Longer names are cut off in the dialog's name: a screen reader reads it out whole. */
const MAX_NAME = 100;

/** What every question about permissions has: who asks, what is odd about the name, the list, and the buttons. */
export function ConsentFrame(props: ConsentFrameProps) {
  const { plugin, author, publisher, version, title, describedBy, refuse, onDismiss, footer, children } =
    props;
  const { text, elements } = useStrings();
  const identity = author
    ? text('consent.identity', { id: plugin.id, author: plainText(author) })
    : plugin.id;
  const label = text(title, { name: plainText(plugin.name, MAX_NAME) });
  const list = useRef<HTMLDivElement>(null);
  // A list that scrolls has to be within reach of the keyboard. One that does not would be a stop for nothing.
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    if (list.current) setScrolls(list.current.scrollHeight > list.current.clientHeight);
  }, []);
  return (
    <Modal
      label={label}
      describedBy={describedBy}
      onDismiss={onDismiss}
      initialFocus={refuse}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-start gap-3 px-5 pb-4 pt-5">
          <PluginIcon plugin={plugin} />
          <div className="min-w-0 flex-1">
            <h2 className="line-clamp-3 text-[15px] font-semibold leading-5" title={label}>
              {elements(title, { name: <PluginText text={plugin.name} /> })}
            </h2>
            <p className="mt-0.5 flex min-w-0 gap-1 text-xs text-neutral-600 dark:text-neutral-400">
              <span className="min-w-0">
                <PluginText text={identity} truncate />
              </span>
              {version && <span className="shrink-0">· {plainText(version, 30)}</span>}
            </p>
            {publisher && (
              <p className="flex min-w-0 text-xs text-neutral-600 dark:text-neutral-400">
                <PluginText text={publisher} truncate />
              </p>
            )}
          </div>
        </header>
        <NameWarning plugin={plugin} className="mx-5 mb-4" />
        <div
          ref={list}
          {...(scrolls && { role: 'group', 'aria-labelledby': describedBy, tabIndex: 0 })}
          className="min-h-0 flex-1 overflow-y-auto border-y border-neutral-200 px-5 py-4 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 dark:border-neutral-800 dark:focus-visible:outline-blue-400"
        >
          {children}
        </div>
        <footer className="flex flex-wrap items-center justify-end gap-2 px-5 py-4 max-sm:flex-col max-sm:items-stretch">
          {footer}
        </footer>
      </div>
    </Modal>
  );
}
