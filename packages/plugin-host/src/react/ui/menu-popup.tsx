import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { ContributionIcon } from '../contributions/contribution-icon.tsx';
import type { MenuGroup, MenuItem } from '../contributions/use-menu.ts';
import { plainText } from './plain-text.ts';
import { PluginText } from './plugin-text.tsx';
import { Popup } from './popup.tsx';
import type { Place } from './popup-position.ts';
import { ShortcutKeys } from './shortcut-keys.tsx';

export interface MenuPopupProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly owner: Element;
  readonly at: Place;
  /** The owner opens and closes it itself: a click on it is none elsewhere. */
  readonly isToggle?: boolean;
  /** Which item the focus starts on. */
  readonly from?: 'first' | 'last';
  readonly icons?: Readonly<Record<string, ReactNode>> | undefined;
  /** In place of the icon of a contribution. Without one, nothing stands there. */
  readonly iconOf?: ((item: MenuItem) => ReactNode) | undefined;
  onRun(item: MenuItem): void;
  onClose(): void;
}

/** Milliseconds within which letters make one word. */
const TYPING_PAUSE = 700;

/**
 * An open menu, as the ARIA pattern describes it: arrow keys around both ends, Home and End, letters, Escape and Tab close it. The
 * focus goes back to where it came from, unless the user has clicked elsewhere.
 */
export function MenuPopup({
  label,
  groups,
  owner,
  at,
  isToggle = false,
  from = 'first',
  icons,
  iconOf,
  onRun,
  onClose,
}: MenuPopupProps) {
  const menu = useRef<HTMLDivElement>(null);
  const returnsFocus = useRef(true);
  const typed = useRef({ text: '', at: 0 });
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const opener = document.activeElement;
    returnsFocus.current = true;
    itemsOf(menu.current)
      .at(from === 'first' ? 0 : -1)
      ?.focus({ preventScroll: true });
    return () => {
      if (!returnsFocus.current || !(opener instanceof HTMLElement) || !opener.isConnected) return;
      opener.focus({ preventScroll: true });
    };
  }, [from]);

  useEffect(() => {
    const onElsewhere = (event: Event) => {
      const inside = isToggle ? [menu.current, owner] : [menu.current];
      if (event.target instanceof Node && inside.some((part) => part?.contains(event.target as Node))) return;
      // A click on something else moves the focus there; a page that scrolls or shrinks does not.
      if (event.type === 'pointerdown') returnsFocus.current = false;
      close.current();
    };
    document.addEventListener('pointerdown', onElsewhere, true);
    document.addEventListener('scroll', onElsewhere, true);
    window.addEventListener('resize', onElsewhere);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere, true);
      document.removeEventListener('scroll', onElsewhere, true);
      window.removeEventListener('resize', onElsewhere);
    };
  }, [isToggle, owner]);

  const findTyped = (event: KeyboardEvent): number => {
    const goesOn = event.timeStamp - typed.current.at < TYPING_PAUSE;
    const text = (goesOn ? typed.current.text : '') + event.key.toLowerCase();
    typed.current = { text, at: event.timeStamp };
    const items = itemsOf(menu.current);
    const current = focusedIn(items);
    // The first letter goes on to the next item, more of them stay while they fit.
    const start = text.length === 1 ? current + 1 : Math.max(0, current);
    const order = items.map((_, index) => (start + index) % items.length);
    return order.find((index) => items[index]?.dataset.title?.startsWith(text)) ?? -1;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // React passes it on to what the menu was opened in, which has keys of its own.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const items = itemsOf(menu.current);
    const current = focusedIn(items);
    const next = {
      ArrowDown: (current + 1) % items.length,
      ArrowUp: (Math.max(0, current) - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    const isLetter = [...event.key].length === 1 && event.key !== ' ';
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    const index = next ?? (isLetter && !hasModifier ? findTyped(event) : undefined);
    if (index === undefined) {
      if (event.key === 'Enter' && event.repeat) event.preventDefault();
      return;
    }
    event.preventDefault();
    items[index]?.focus();
  };

  return (
    <Popup
      popupRef={menu}
      owner={owner}
      at={at}
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => event.stopPropagation()}
      className="fixed z-50 max-h-[calc(100dvh-1rem)] w-max min-w-48 max-w-[min(28rem,calc(100vw-1rem))] overflow-y-auto overscroll-contain rounded-lg border border-neutral-200 bg-white p-1 text-neutral-900 shadow-lg outline-none dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100"
    >
      {groups.map((group, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a menu
        <div key={group.id} role="group" className="contents">
          {index > 0 && <hr className="mx-2 my-1 border-neutral-200 dark:border-neutral-700" />}
          {group.items.map((item) => (
            <Item key={item.id} item={item} icons={icons} iconOf={iconOf} onRun={() => onRun(item)} />
          ))}
        </div>
      ))}
    </Popup>
  );
}

interface ItemProps {
  readonly item: MenuItem;
  readonly icons: MenuPopupProps['icons'];
  readonly iconOf: MenuPopupProps['iconOf'];
  onRun(): void;
}

function Item({ item, icons, iconOf, onRun }: ItemProps) {
  const { title, icon, plugin, shortcut, disabled, danger } = item;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      data-title={plainText(title).toLowerCase()}
      aria-disabled={disabled || undefined}
      onClick={() => disabled || onRun()}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      className={`flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-start text-[13px] focus:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 aria-disabled:text-neutral-500 dark:focus:bg-neutral-800 dark:focus-visible:outline-blue-400 dark:aria-disabled:text-neutral-400 ${danger ? 'text-red-800 dark:text-red-300' : ''}`}
    >
      {/* Icons of the app may be smaller than those of plugins. */}
      <span className="flex h-5 w-5 shrink-0 items-center justify-center empty:hidden">
        {iconOf ? (
          iconOf(item)
        ) : (
          <ContributionIcon
            icon={icon}
            title={title}
            plugin={plugin}
            icons={icons}
            className="h-5 w-5 rounded text-[11px]"
          />
        )}
      </span>
      <span className="line-clamp-2 min-w-0 flex-1">
        <PluginText text={title} />
      </span>
      {plugin && (
        <span className="min-w-0 max-w-[35%] shrink-0 text-xs text-neutral-600 dark:text-neutral-400">
          <PluginText text={plugin.name} truncate />
        </span>
      )}
      {shortcut !== undefined && <ShortcutKeys shortcut={shortcut} />}
    </button>
  );
}

function focusedIn(items: readonly HTMLElement[]): number {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}
