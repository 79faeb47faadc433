export interface PluginTextProps {
  /** Text that a plugin's author wrote. Rendered as text, never as markup. */
  readonly text: string;
  /** One line, cut off with an ellipsis; the whole text is the tooltip. */
  readonly truncate?: boolean;
  readonly className?: string;
}

/** Text out of a manifest. It brings its own direction, so that it cannot reorder the app's text around it. */
export function PluginText({ text, truncate = false, className = '' }: PluginTextProps) {
  return (
    <bdi
      dir="auto"
      title={truncate ? text : undefined}
      className={`${truncate ? 'block truncate' : '[overflow-wrap:anywhere]'} ${className}`}
    >
      {text}
    </bdi>
  );
}
