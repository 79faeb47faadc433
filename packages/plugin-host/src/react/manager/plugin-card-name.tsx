import { PluginText } from '../ui/plugin-text.tsx';

export interface PluginCardNameProps {
  readonly name: string;
  /** Makes the name a button that opens a dialog. */
  readonly onOpen?: (() => void) | undefined;
}

/** The name of a plugin in one line, which may lead to more about it. */
export function PluginCardName({ name, onOpen }: PluginCardNameProps) {
  if (!onOpen) return <PluginText text={name} truncate />;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={onOpen}
      className="block max-w-full rounded text-start hover:underline focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400"
    >
      <PluginText text={name} truncate />
    </button>
  );
}
