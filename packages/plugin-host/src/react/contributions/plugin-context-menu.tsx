import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { MenuPopup } from '../ui/menu-popup.tsx';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { useLongPress } from '../ui/use-long-press.ts';
import { useMenuAnchor } from '../ui/use-menu-anchor.ts';
import { type MenuTarget, useMenu } from './use-menu.ts';
import { type CommandErrorHandler, useRunCommand } from './use-run-command.ts';

/** What a command of a context menu is given: plain data that says what it was opened on. */
export interface ContextMenuTarget {
  readonly type: MenuTarget;
  readonly id?: string;
  readonly [key: string]: unknown;
}

export interface PluginContextMenuProps {
  /** Which menu it is. */
  readonly type: MenuTarget;
  /**
   * Goes to the command, with the type: plain data. As a function it is asked when the menu opens, with the element under the pointer
   * or the focus; `null` opens none.
   */
  readonly data?:
    | Readonly<Record<string, unknown>>
    | ((element: Element) => Readonly<Record<string, unknown>> | null);
  /** The app's icons, by the names that its own and plugins' commands use. */
  readonly icons?: Readonly<Record<string, ReactNode>>;
  /** Without it a failure is reported as uncaught. */
  readonly onError?: CommandErrorHandler;
  /** Classes of the element around the children, which takes no room of its own unless told otherwise. */
  readonly className?: string;
  readonly children?: ReactNode;
}

/**
 * Gives what it contains a context menu with the items of the app and of plugins: by the right mouse button, Shift+F10 or the menu
 * key, or a long press. Where there are none, the browser's own menu opens.
 *
 * @example
 * <PluginContextMenu type="file" data={{ id: file.path, name: file.name }} onError={showError}>
 *   <FileRow file={file} />
 * </PluginContextMenu>
 */
export function PluginContextMenu({
  type,
  data = {},
  icons,
  onError,
  className = 'contents',
  children,
}: PluginContextMenuProps) {
  const { text } = useStrings();
  const groups = useMenu(type);
  const run = useRunCommand(onError);
  const [target, setTarget] = useState<ContextMenuTarget>({ type });
  const { anchor, openAt, close } = useMenuAnchor();

  /** Whether there is a menu to open. */
  const open = (element: Element, point: { readonly x: number; readonly y: number } | Element): boolean => {
    const found = typeof data === 'function' ? data(element) : data;
    if (!found || groups.length === 0) return false;
    setTarget({ ...found, type });
    openAt(element, point);
    return true;
  };

  const longPress = useLongPress(open);

  const onContextMenu = (event: MouseEvent) => {
    // Of menus inside of each other the innermost opens.
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (open(event.target, { x: event.clientX, y: event.clientY })) event.preventDefault();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (!isMenuKey || event.defaultPrevented || !(event.target instanceof Element)) return;
    if (open(event.target, event.target)) event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the events are those of what it contains
    <div
      {...longPress}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
      className={`[-webkit-touch-callout:none] ${className}`}
    >
      {children}
      {anchor && groups.length > 0 && (
        <PluginErrorBoundary>
          <MenuPopup
            label={text('contextMenu.label')}
            groups={groups}
            icons={icons}
            {...anchor}
            onClose={close}
            onRun={(item) => {
              close();
              void run(item, target);
            }}
          />
        </PluginErrorBoundary>
      )}
    </div>
  );
}
