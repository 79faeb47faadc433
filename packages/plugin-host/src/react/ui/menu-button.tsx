import type { KeyboardEvent, ReactNode } from 'react';
import type { MenuGroup, MenuItem } from '../contributions/use-menu.ts';
import { MenuPopup } from './menu-popup.tsx';
import { useMenuAnchor } from './use-menu-anchor.ts';

export interface MenuButtonProps {
  /** Names the button and the menu. */
  readonly label: string;
  /** What the button shows, where that is not its label. */
  readonly children?: ReactNode;
  readonly groups: readonly MenuGroup[];
  readonly icons?: Readonly<Record<string, ReactNode>> | undefined;
  readonly className: string;
  readonly tabIndex?: number | undefined;
  onRun(item: MenuItem): void;
}

/** A button that opens a menu: by a click, Enter or Space, or an arrow key towards it. */
export function MenuButton({ label, children, groups, icons, className, tabIndex, onRun }: MenuButtonProps) {
  const { anchor, openAt, openFromEnd, close } = useMenuAnchor();

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'ArrowDown') openAt(event.currentTarget);
    else if (event.key === 'ArrowUp') openFromEnd(event.currentTarget);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <button
        type="button"
        aria-label={children === undefined ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        tabIndex={tabIndex}
        data-tool=""
        onClick={(event) => (anchor ? close() : openAt(event.currentTarget))}
        onKeyDown={onKeyDown}
        className={className}
      >
        {children ?? label}
      </button>
      {anchor && (
        <MenuPopup
          label={label}
          groups={groups}
          icons={icons}
          {...anchor}
          isToggle
          onClose={close}
          onRun={(item) => {
            close();
            onRun(item);
          }}
        />
      )}
    </>
  );
}
