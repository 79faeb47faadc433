import { type KeyboardEvent, useMemo } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { Button } from '../../ui/button.tsx';
import { ChevronDownIcon, MoreIcon } from '../../ui/icons.tsx';
import { MenuPopup } from '../../ui/menu-popup.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { PluginText } from '../../ui/plugin-text.tsx';
import { useMenuAnchor } from '../../ui/use-menu-anchor.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { isPanelIcon, PanelIcon } from '../panel-icon.tsx';
import { useFocusable } from '../use-invocation.ts';
import { uniqueById } from './unique-by-id.ts';

const NONE: readonly never[] = [];

export function MenuElement(element: ElementProps) {
  const { view, node } = element;
  const { label, icon, items = NONE, disabled, onSelect } = propsOf('Menu', element);
  const { text } = useStrings();
  const ref = useFocusable<HTMLButtonElement>(view, node);
  const { anchor, openAt, openFromEnd, close } = useMenuAnchor();
  const name = label ? plainText(label) : text('panel.menu');
  const groups = useMemo(
    () => [
      { id: '', items: uniqueById(items).map((item) => ({ ...item, title: item.label, command: item.id })) },
    ],
    [items],
  );
  const hasIcons = items.some((item) => isPanelIcon(item.icon));
  const inactive = disabled === true || items.length === 0;

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (inactive) return;
    if (event.key === 'ArrowDown') openAt(event.currentTarget);
    else if (event.key === 'ArrowUp') openFromEnd(event.currentTarget);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <Button
        buttonRef={ref}
        variant={label ? 'secondary' : 'ghost'}
        inactive={inactive}
        aria-label={label ? undefined : name}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        className="max-w-full w-fit"
        icon={isPanelIcon(icon) ? <PanelIcon icon={icon} /> : !label && <MoreIcon />}
        onClick={(event) => (anchor ? close() : openAt(event.currentTarget))}
        onKeyDown={onKeyDown}
      >
        {label && (
          <span className="min-w-0">
            <PluginText text={label} truncate />
          </span>
        )}
        {label && <ChevronDownIcon className="-me-1 h-3.5 w-3.5" />}
      </Button>
      {anchor && (
        <MenuPopup
          label={name}
          groups={groups}
          iconOf={({ icon: of }) => hasIcons && (isPanelIcon(of) ? <PanelIcon icon={of} /> : <span />)}
          {...anchor}
          isToggle
          onClose={close}
          onRun={({ id }) => {
            close();
            if (onSelect) view.send(node, 'select', { id });
          }}
        />
      )}
    </>
  );
}
