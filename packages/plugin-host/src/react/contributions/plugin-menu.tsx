import type { ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { useMenu } from './use-menu.ts';
import { type CommandErrorHandler, useRunCommand } from './use-run-command.ts';

export interface PluginMenuProps {
  /** What the button says. Default: “Plugins”. */
  readonly label?: string;
  /** The app's icons, by the names that its own and plugins' commands use. */
  readonly icons?: Readonly<Record<string, ReactNode>>;
  /** Without it a failure is reported as uncaught. */
  readonly onError?: CommandErrorHandler;
  /** Added to the button's classes. */
  readonly className?: string;
}

/**
 * A menu button with what the app and plugins have in the app's menu. Nothing while there is nothing.
 *
 * @example
 * <PluginMenu onError={(error, { plugin }) => toast.error(`${plugin?.name}: ${error}`)} />
 */
export function PluginMenu(props: PluginMenuProps) {
  return (
    <PluginErrorBoundary>
      <Menu {...props} />
    </PluginErrorBoundary>
  );
}

function Menu({ label, icons, onError, className = '' }: PluginMenuProps) {
  const { text } = useStrings();
  const groups = useMenu();
  const run = useRunCommand(onError);
  if (groups.length === 0) return null;
  const shown = label ?? text('menu.label');
  return (
    <span data-flux-plugins="" className="inline-flex">
      <MenuButton
        label={shown}
        groups={groups}
        icons={icons}
        onRun={(item) => void run(item)}
        className={`inline-flex h-8 items-center gap-1 rounded-md px-2.5 text-[13px] font-medium text-neutral-700 hover:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 aria-expanded:bg-neutral-100 dark:text-neutral-300 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400 dark:aria-expanded:bg-neutral-800 ${className}`}
      >
        <span>{shown}</span>
        <ChevronDownIcon className="h-3.5 w-3.5" />
      </MenuButton>
    </span>
  );
}
