import { type ReactNode, useEffect, useState } from 'react';

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon?: ReactNode;
  readonly shortcut?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  action(): void;
}

/** The app's command palette, at Ctrl+K. */
export function CommandPalette({ commands }: { readonly commands: readonly PaletteCommand[] }) {
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!isOpen) return null;
  const found = commands.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
  const run = (command: PaletteCommand) => {
    setOpen(false);
    setQuery('');
    command.action();
  };
  return (
    <section aria-label="Command palette">
      <input aria-label="Command" value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul>
        {found.map((command) => (
          <li key={command.id}>
            <button type="button" onClick={() => run(command)}>
              {command.label} {command.category && <small>{command.category}</small>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
