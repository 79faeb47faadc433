import { isEmbeddedPicture } from '@fluxstudio/plugin-protocol/pictures';
import { plainText } from './plain-text.ts';

const TINTS = [
  'bg-sky-100 text-sky-800 dark:bg-sky-900/40 dark:text-sky-300',
  'bg-violet-100 text-violet-800 dark:bg-violet-900/40 dark:text-violet-300',
  'bg-emerald-100 text-emerald-800 dark:bg-emerald-900/40 dark:text-emerald-300',
  'bg-amber-100 text-amber-900 dark:bg-amber-900/40 dark:text-amber-300',
  'bg-rose-100 text-rose-800 dark:bg-rose-900/40 dark:text-rose-300',
  'bg-teal-100 text-teal-800 dark:bg-teal-900/40 dark:text-teal-300',
] as const;

export interface PluginIconProps {
  readonly plugin: { readonly id: string; readonly name: string; readonly icon?: string };
  /** Tailwind classes for its size; 40 × 40 px unless told otherwise. */
  readonly className?: string;
}

/**
 * The icon of a plugin: an image embedded in its manifest, an emoji, or its initial. Never an image from a URL: loading
 * it would tell a stranger's server who looks at this page, before anything was installed.
 */
export function PluginIcon({ plugin, className = 'h-10 w-10 rounded-lg text-base' }: PluginIconProps) {
  const { icon } = plugin;
  if (icon && isEmbeddedPicture(icon)) {
    return <img src={icon} alt="" className={`shrink-0 object-cover ${className}`} />;
  }
  return (
    <span
      aria-hidden="true"
      className={`inline-flex shrink-0 select-none items-center justify-center overflow-hidden font-semibold ${className} ${tint(plugin.id)}`}
    >
      {icon && isPictograph(icon) ? plainText(icon) : initial(plugin.name)}
    </span>
  );
}

/** Whether an icon can be shown as it is: an embedded image or an emoji. */
export function isPicture(icon: string | undefined): icon is string {
  return icon !== undefined && (isEmbeddedPicture(icon) || isPictograph(icon));
}

function isPictograph(text: string): boolean {
  return text.length <= 16 && /^\p{Extended_Pictographic}/u.test(text);
}

function initial(name: string): string {
  return [...plainText(name, 50).trim()][0]?.toUpperCase() ?? '?';
}

function tint(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return TINTS[sum % TINTS.length] ?? TINTS[0];
}
