import { plainText } from './plain-text.ts';

/** More keys than any shortcut has, and longer ones. */
const MAX_KEYS = 8;
const MAX_KEY = 20;

/** A keyboard shortcut as keycaps, of one stroke or two. `Mod` is Command on Apple machines and Ctrl elsewhere. */
export function ShortcutKeys({ shortcut }: { readonly shortcut: string | readonly string[] }) {
  const strokes = typeof shortcut === 'string' ? strokesOf(shortcut) : [shortcut];
  return (
    // Keys are named in one direction, whatever the text around them has.
    <span dir="ltr" className="flex max-w-[40%] shrink-0 items-center gap-1.5 overflow-hidden">
      {strokes.map((keys, stroke) => (
        <span key={stroke} className="flex items-center gap-0.5">
          {keys.slice(0, MAX_KEYS).map((key, index) => (
            <kbd
              key={index}
              className="min-w-[1.25rem] max-w-[5rem] truncate rounded border border-neutral-300 bg-neutral-50 px-1 text-center font-sans text-[11px] leading-[1.125rem] text-neutral-700 dark:border-neutral-700 dark:bg-neutral-800 dark:text-neutral-300"
            >
              {keyName(key.trim())}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

function strokesOf(shortcut: string): string[][] {
  const joined = shortcut.trim().replace(/\s*\+\s*/g, '+');
  return joined
    .split(/\s+/)
    .slice(0, 2)
    .map((stroke) => stroke.split('+'));
}

function keyName(key: string): string {
  if (key.toLowerCase() !== 'mod') return plainText(key.charAt(0).toUpperCase() + key.slice(1), MAX_KEY);
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
