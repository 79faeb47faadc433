import type { QuickPickItem } from '@fluxstudio/plugin-protocol/api/ui';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { PickRequest, PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { Asker } from './asker.tsx';
import { QuickPickOption } from './quick-pick-option.tsx';
import { findItems } from './quick-pick-search.ts';

export interface QuickPickProps {
  readonly plugin: PluginIdentity;
  /** Else the focus starts on the heading: what is typed now was meant for something else. */
  readonly mayFocus: boolean;
  readonly request: PickRequest;
  /** Ids, in the order of the list. */
  answer(picked: readonly string[] | null): void;
}

/** Rows in the document at once: who looks for one of more types a letter. */
const MAX_ROWS = 100;

/** Lets the user choose out of a plugin's list: a combobox over a list, as the ARIA pattern describes it. Mount it to open it. */
export function QuickPick({ plugin, mayFocus, request, answer }: QuickPickProps) {
  const { text } = useStrings();
  const base = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const { items, multiple, placeholder } = request;
  const title = request.title ?? text('pick.title');

  const found = findItems(items, query);
  const shown = found.slice(0, MAX_ROWS);
  const index = Math.max(
    0,
    shown.findIndex(({ id }) => id === active),
  );
  const current = shown[index];
  const optionId = (item: QuickPickItem) => `${base}-${items.indexOf(item)}`;

  useLayoutEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current?.id]);

  const finish = () => answer(items.filter(({ id }) => ticked.has(id)).map(({ id }) => id));
  const pick = ({ id }: QuickPickItem) => {
    if (!multiple) {
      answer([id]);
      return;
    }
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
    setActive(id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.repeat) return;
      if (multiple && (event.ctrlKey || event.metaKey)) finish();
      else if (current) pick(current);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step === undefined || shown.length === 0) return;
    event.preventDefault();
    const wrapped = (index + step + shown.length) % shown.length;
    const clamped = Math.min(shown.length - 1, Math.max(0, index + step));
    setActive(shown[Math.abs(step) === 1 ? wrapped : clamped]?.id ?? null);
  };

  const status =
    found.length === 0
      ? text('pick.none')
      : found.length > shown.length
        ? text('pick.more', { count: found.length - shown.length })
        : text('pick.found', { count: found.length });

  return (
    <Modal
      labelledBy={`${base}-title`}
      describedBy={`${base}-asker`}
      onDismiss={() => answer(null)}
      initialFocus={mayFocus ? input : heading}
      className="max-w-lg !mt-[12dvh]"
    >
      <div className="flex max-h-[min(32rem,76dvh)] flex-col">
        <header className="space-y-1.5 px-4 pb-2.5 pt-4">
          <Asker id={`${base}-asker`} plugin={plugin} />
          <h2
            ref={heading}
            tabIndex={-1}
            id={`${base}-title`}
            className="outline-none text-[15px] font-semibold leading-5"
          >
            <PluginText text={title} className="line-clamp-2" />
          </h2>
        </header>
        <div className="border-y border-neutral-200 px-4 focus-within:border-blue-600 dark:border-neutral-800 dark:focus-within:border-blue-400">
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={text('pick.search')}
            aria-autocomplete="list"
            aria-expanded={shown.length > 0}
            aria-controls={`${base}-list`}
            aria-activedescendant={current && optionId(current)}
            aria-describedby={multiple ? `${base}-keys` : undefined}
            placeholder={plainText(placeholder ?? text('pick.search'))}
            dir="auto"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(null);
            }}
            onKeyDown={onKeyDown}
            className="h-11 w-full min-w-0 bg-transparent text-sm outline-none placeholder:text-neutral-500 dark:placeholder:text-neutral-400"
          />
        </div>
        <div
          ref={list}
          id={`${base}-list`}
          role="listbox"
          aria-label={text('pick.list')}
          aria-multiselectable={multiple || undefined}
          className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:hidden"
        >
          {shown.map((item) => (
            <QuickPickOption
              key={item.id}
              id={optionId(item)}
              item={item}
              plugin={plugin}
              isActive={item === current}
              ticked={multiple ? ticked.has(item.id) : undefined}
              onPoint={() => setActive(item.id)}
              onPick={() => pick(item)}
            />
          ))}
        </div>
        <p
          role="status"
          className={
            found.length > 0 && found.length <= shown.length
              ? 'sr-only'
              : 'px-4 py-3 text-center text-[13px] text-neutral-600 dark:text-neutral-400'
          }
        >
          {status}
        </p>
        {multiple && (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-neutral-200 px-4 py-3 dark:border-neutral-800">
            <span id={`${base}-keys`} className="me-auto text-xs text-neutral-600 dark:text-neutral-400">
              {text('pick.keys')}
            </span>
            <Button onClick={() => answer(null)}>{text('question.cancel')}</Button>
            <Button variant="primary" onClick={finish}>
              {text('pick.done', { count: ticked.size })}
            </Button>
          </footer>
        )}
      </div>
    </Modal>
  );
}
