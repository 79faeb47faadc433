import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { ToolbarEntry } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { isRightToLeft } from '../ui/popup-position.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { useWidth } from '../ui/use-width.ts';
import { ContributionIcon } from './contribution-icon.tsx';
import { useCommands } from './use-commands.ts';
import type { MenuItem } from './use-menu.ts';
import { type CommandErrorHandler, useRunCommand } from './use-run-command.ts';
import { useToolbar } from './use-toolbar.ts';

export interface PluginToolbarProps {
  readonly location: ToolbarEntry['location'];
  /** Names the toolbar, where the app has several. */
  readonly label?: string;
  /** The app's icons, by the names that items may use. */
  readonly icons?: Readonly<Record<string, ReactNode>>;
  /** Without it a failure is reported as uncaught. */
  readonly onError?: CommandErrorHandler;
  /** Added to its classes. It takes the width that it is given. */
  readonly className?: string;
}

/** A button and the gap after it, in pixels: `h-8 w-8` and `gap-0.5`. */
const BUTTON = 32;
const GAP = 2;
const TOOL =
  'inline-flex h-8 w-8 shrink-0 items-center justify-center rounded-md text-neutral-700 hover:bg-neutral-100 ' +
  'focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-blue-600 ' +
  'aria-expanded:bg-neutral-100 dark:text-neutral-300 dark:hover:bg-neutral-800 ' +
  'dark:focus-visible:outline-blue-400 dark:aria-expanded:bg-neutral-800';

/**
 * The toolbar items of the app and of plugins, as the ARIA pattern describes it: one tab stop, arrow keys, Home and End. What does
 * not fit is in a menu at its end. Nothing while there is nothing.
 *
 * @example
 * <PluginToolbar location="main" icons={{ save: <SaveIcon /> }} onError={showError} />
 */
export function PluginToolbar(props: PluginToolbarProps) {
  return (
    <PluginErrorBoundary>
      <Toolbar {...props} />
    </PluginErrorBoundary>
  );
}

function Toolbar({ location, label, icons, onError, className = '' }: PluginToolbarProps) {
  const { text } = useStrings();
  const items = useToolItems(location);
  const run = useRunCommand(onError);
  const bar = useRef<HTMLDivElement>(null);
  const width = useWidth(bar, items.length > 0);
  const [current, setCurrent] = useState(0);
  if (items.length === 0) return null;

  const room = width === undefined ? items.length : Math.floor((width + GAP) / (BUTTON + GAP));
  const isFull = items.length > room;
  const shown = isFull ? items.slice(0, Math.max(0, room - 1)) : items;
  const rest = items.slice(shown.length);
  const stops = shown.length + (isFull ? 1 : 0);
  const stop = Math.min(current, stops - 1);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-tool]')];
    const index = event.target instanceof HTMLElement ? tools.indexOf(event.target) : -1;
    if (index < 0) return;
    const forward = isRightToLeft(event.currentTarget) ? -1 : 1;
    const next = {
      ArrowRight: index + forward,
      ArrowLeft: index - forward,
      Home: 0,
      End: tools.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    tools[(next + tools.length) % tools.length]?.focus();
  };

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={label ?? text('toolbar.label')}
      data-flux-plugins=""
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const tools = [...event.currentTarget.querySelectorAll('[data-tool]')];
        const index = tools.indexOf(event.target);
        if (index >= 0) setCurrent(index);
      }}
      className={`flex min-w-0 items-center gap-0.5 ${className}`}
    >
      {shown.map((item, index) => {
        const { id, title, icon, plugin } = item;
        const name = plainText(title);
        return (
          <Tooltip key={id} text={title} detail={plugin?.name}>
            <button
              type="button"
              aria-label={
                plugin ? text('contribution.itemOf', { title: name, name: plainText(plugin.name) }) : name
              }
              tabIndex={index === stop ? 0 : -1}
              data-tool=""
              onClick={() => void run(item)}
              className={TOOL}
            >
              <ContributionIcon
                icon={icon}
                title={title}
                plugin={plugin}
                icons={icons}
                className="h-5 w-5 rounded text-xs"
              />
            </button>
          </Tooltip>
        );
      })}
      {isFull && (
        <MenuButton
          label={text('toolbar.more')}
          groups={[{ id: 'rest', items: rest }]}
          icons={icons}
          tabIndex={stop === stops - 1 ? 0 : -1}
          onRun={(item) => void run(item)}
          className={TOOL}
        >
          <MoreIcon />
        </MenuButton>
      )}
    </div>
  );
}

/** Toolbar items with the words of their commands. */
function useToolItems(location: ToolbarEntry['location']): readonly MenuItem[] {
  const { commands } = usePluginHost();
  const entries = useToolbar(location);
  // Commands that are not shown have a title too; the shown ones tell of changes.
  useCommands();
  return entries.map(({ id, command, icon, tooltip, plugin }) => {
    const { title = id, shortcut } = commands.get(command) ?? {};
    return { id, command, icon, title: tooltip ?? title, shortcut, plugin };
  });
}
