/** A keyboard shortcut as keycaps. `Mod` is Command on Apple machines and Ctrl elsewhere. */
export function ShortcutKeys({ shortcut }: { readonly shortcut: string | readonly string[] }) {
  const keys = typeof shortcut === 'string' ? shortcut.split('+') : shortcut;
  return (
    <span className="flex shrink-0 items-center gap-0.5">
      {keys.map((key, index) => (
        <kbd
          key={index}
          className="min-w-[1.25rem] rounded border border-neutral-300 bg-neutral-50 px-1 text-center font-sans text-[11px] leading-[1.125rem] text-neutral-700 dark:border-neutral-700 dark:bg-neutral-800 dark:text-neutral-300"
        >
          {keyName(key.trim())}
        </kbd>
      ))}
    </span>
  );
}

function keyName(key: string): string {
  if (key.toLowerCase() !== 'mod') return key;
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
