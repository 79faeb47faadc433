import { plainText } from './plain-text.ts';

export interface PluginTextProps {
  /** Text that a plugin's author wrote. Rendered as text, never as markup. */
  readonly text: string;
  /** One line, cut off with an ellipsis; the tooltip has more of it. */
  readonly truncate?: boolean;
  readonly className?: string;
}

/**
 * Text out of a manifest. It brings its own direction, so that it cannot reorder the app's text around it, and is cut off after 500
 * characters.
 */
export function PluginText({ text, truncate = false, className = '' }: PluginTextProps) {
  const plain = plainText(text);
  return (
    <bdi
      dir="auto"
      title={truncate ? plain : undefined}
      className={`${truncate ? 'block truncate [text-align:-webkit-match-parent] [text-align:match-parent]' : '[overflow-wrap:anywhere]'} ${className}`}
    >
      {plain}
    </bdi>
  );
}
