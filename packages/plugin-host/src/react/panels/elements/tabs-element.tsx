import { type KeyboardEvent, useId, useMemo, useRef } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { PluginText } from '../../ui/plugin-text.tsx';
import { isRightToLeft } from '../../ui/popup-position.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { takeFocus, useInvocation } from '../use-invocation.ts';
import { uniqueById } from './unique-by-id.ts';

const NONE: readonly never[] = [];

/** Tabs as the ARIA pattern describes them: one tab stop, arrow keys, Home and End; selection follows the focus. */
export function TabsElement(element: ElementProps) {
  const { view, node, children } = element;
  const { label, items: given = NONE, value } = propsOf('Tabs', element);
  const { text } = useStrings();
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const items = useMemo(() => uniqueById(given), [given]);
  const named = items.findIndex(({ id }) => id === value);
  const selected = named >= 0 ? named : items.findIndex(({ disabled }) => !disabled);
  const tab = (index: number) => list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index];
  useInvocation(view, node, 'focus', () => takeFocus(tab(selected)));

  const choose = (index: number) => {
    const item = items[index];
    if (!item || item.disabled) return;
    tab(index)?.focus();
    if (index !== named) view.input(node, 'change', item.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const forward = isRightToLeft(event.currentTarget) ? 'ArrowLeft' : 'ArrowRight';
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: 1, End: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const isArrow = event.key.startsWith('Arrow');
    const by = isArrow ? (event.key === forward ? 1 : -1) : step;
    const from = isArrow ? selected : by === 1 ? -1 : items.length;
    for (let count = 1; count <= items.length; count++) {
      const index = (from + by * count + items.length * 2) % items.length;
      if (!items[index]?.disabled) return choose(index);
    }
  };

  return (
    <div className="flex min-w-0 flex-col">
      <div
        ref={list}
        role="tablist"
        aria-label={label ? plainText(label) : text('panel.tabs')}
        className="flex gap-1 overflow-x-auto border-b border-neutral-200 dark:border-neutral-800"
      >
        {items.map((item, index) => (
          <button
            key={item.id}
            id={`${base}-${index}`}
            type="button"
            role="tab"
            aria-selected={index === selected}
            aria-controls={index === selected ? `${base}-panel` : undefined}
            aria-disabled={item.disabled || undefined}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => choose(index)}
            onKeyDown={onKeyDown}
            className="flex h-8 max-w-48 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2 text-[13px] font-medium text-neutral-600 hover:text-neutral-900 focus-visible:rounded focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 aria-disabled:text-neutral-400 aria-selected:border-neutral-900 aria-selected:text-neutral-900 dark:text-neutral-400 dark:hover:text-neutral-100 dark:focus-visible:outline-blue-400 dark:aria-disabled:text-neutral-600 dark:aria-selected:border-neutral-100 dark:aria-selected:text-neutral-100"
          >
            {isPanelIcon(item.icon) && <PanelIcon icon={item.icon} />}
            <span className="min-w-0">
              <PluginText text={item.label} truncate />
            </span>
          </button>
        ))}
      </div>
      {items.length > 0 && (
        <div
          id={`${base}-panel`}
          role="tabpanel"
          aria-labelledby={`${base}-${selected}`}
          className="flex min-w-0 flex-col gap-3 pt-3"
        >
          {children}
        </div>
      )}
    </div>
  );
}
