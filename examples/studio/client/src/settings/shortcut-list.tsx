import { PluginText, useCommands, useKeybindings, usePluginHost } from '@fluxstudio/plugin-host/react';
import { BOARD_KEYS } from '../board/board-keys.ts';

/** All keys: of the studio, of plugins, and of the board. */
export function ShortcutList() {
  const { commands } = usePluginHost();
  const { bindings, error } = useKeybindings();
  // Tells when a command comes or goes.
  useCommands();
  return (
    <table className="w-full table-fixed text-start text-[13px]">
      <thead className="sr-only">
        <tr>
          <th scope="col">Does</th>
          <th scope="col">Keys</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-neutral-200 dark:divide-neutral-800">
        <Row keys="Ctrl+K" does="Search commands" />
        {bindings.map(({ keys, command, when, owner }) => (
          <Row
            key={`${keys} ${command} ${when}`}
            keys={keys}
            does={commands.get(command)?.title ?? command}
            of={owner === 'app' ? undefined : owner.name}
          />
        ))}
        {BOARD_KEYS.map(({ keys, does }) => (
          <Row key={keys} keys={keys} does={does} />
        ))}
      </tbody>
      {error !== undefined && <caption role="alert">The shortcuts of commands could not be loaded.</caption>}
    </table>
  );
}

interface RowProps {
  readonly keys: string;
  readonly does: string;
  /** The plugin whose command it is. */
  readonly of?: string | undefined;
}

function Row({ keys, does, of }: RowProps) {
  return (
    <tr>
      <td className="py-2 pe-4">
        <PluginText text={does} />
        {of && (
          <span className="block text-xs text-neutral-600 dark:text-neutral-400">
            <PluginText text={of} truncate />
          </span>
        )}
      </td>
      <td className="w-2/5 py-2 text-end align-top">
        <kbd className="inline-block max-w-full rounded border border-neutral-300 bg-neutral-50 px-1.5 py-0.5 font-sans text-xs text-neutral-700 dark:border-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
          {keys.replaceAll(
            /(^|[+ ])([a-z])/g,
            (_, before: string, letter: string) => before + letter.toUpperCase(),
          )}
        </kbd>
      </td>
    </tr>
  );
}
