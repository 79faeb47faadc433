import type { ReactNode } from 'react';
import type { StatusBarEntry } from '../../contributions/entries.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { ContributionIcon } from './contribution-icon.tsx';
import { type CommandErrorHandler, useRunCommand } from './use-run-command.ts';
import { useStatusBar } from './use-status-bar.ts';
import { useToolbar } from './use-toolbar.ts';

export interface PluginStatusBarProps {
  /** Names it, where the app has several. */
  readonly label?: string;
  /** The app's icons, by the names that items may use. */
  readonly icons?: Readonly<Record<string, ReactNode>>;
  /** Without it a failure is reported as uncaught. */
  readonly onError?: CommandErrorHandler;
  readonly className?: string;
}

/**
 * What the app and plugins have in the status bar, at its start and its end, and the toolbar items that belong there. Nothing while
 * there is nothing.
 *
 * @example
 * <footer className="flex"><PluginStatusBar className="flex-1" onError={showError} /></footer>
 */
export function PluginStatusBar(props: PluginStatusBarProps) {
  return (
    <PluginErrorBoundary>
      <StatusBar {...props} />
    </PluginErrorBoundary>
  );
}

const PLACE = 'flex h-6 min-w-0 max-w-[16rem] items-center gap-1.5 rounded px-1.5';
const PRESSABLE =
  'hover:bg-neutral-200 focus-visible:outline focus-visible:outline-2 focus-visible:-outline-offset-2 ' +
  'focus-visible:outline-blue-600 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400';

function StatusBar({ label, icons, onError, className = '' }: PluginStatusBarProps) {
  const { text } = useStrings();
  const { commands } = usePluginHost();
  const entries = useStatusBar();
  const tools = useToolbar('statusBar');
  const run = useRunCommand(onError);
  if (entries.length + tools.length === 0) return null;

  const entry = (item: StatusBarEntry) => (
    <StatusText key={item.id} entry={item} onRun={(command) => void run({ command, plugin: item.plugin })} />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: this is no part of a form
    <div
      role="group"
      aria-label={label ?? text('statusBar.label')}
      data-flux-plugins=""
      className={`flex max-h-[4.5rem] min-w-0 flex-wrap items-center gap-x-1 overflow-y-auto text-xs text-neutral-700 dark:text-neutral-300 ${className}`}
    >
      {entries.filter(({ alignment }) => alignment !== 'right').map(entry)}
      <span className="ms-auto flex min-w-0 flex-wrap items-center gap-x-1">
        {entries.filter(({ alignment }) => alignment === 'right').map(entry)}
        {tools.map((item) => {
          const title = item.tooltip ?? commands.get(item.command)?.title ?? item.id;
          const name = fullName(text, title, item.plugin?.name);
          return (
            <button
              key={item.id}
              type="button"
              aria-label={name}
              title={name}
              onClick={() => void run(item)}
              className={`${PLACE} ${PRESSABLE}`}
            >
              <ContributionIcon
                icon={item.icon}
                title={title}
                plugin={item.plugin}
                icons={icons}
                className="h-4 w-4 rounded text-[10px]"
              />
            </button>
          );
        })}
      </span>
    </div>
  );
}

interface StatusTextProps {
  readonly entry: StatusBarEntry;
  onRun(command: string): void;
}

function StatusText({ entry, onRun }: StatusTextProps) {
  const { text } = useStrings();
  const { command, plugin, tooltip } = entry;
  const title = fullName(text, tooltip ?? entry.text, plugin?.name);
  const content = (
    <>
      {plugin && <PluginIcon plugin={plugin} className="h-4 w-4 rounded text-[10px]" />}
      <span className="min-w-0">
        <PluginText text={entry.text} className="block truncate" />
      </span>
      {plugin && <span className="sr-only">{plainText(plugin.name)}</span>}
    </>
  );
  return command === undefined ? (
    <span title={title} className={PLACE}>
      {content}
    </span>
  ) : (
    <button type="button" title={title} onClick={() => onRun(command)} className={`${PLACE} ${PRESSABLE}`}>
      {content}
    </button>
  );
}

function fullName(text: ReturnType<typeof useStrings>['text'], title: string, plugin: string | undefined) {
  const plain = plainText(title);
  return plugin === undefined
    ? plain
    : text('contribution.itemOf', { title: plain, name: plainText(plugin) });
}
