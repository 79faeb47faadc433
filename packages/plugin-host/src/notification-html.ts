const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text as HTML that shows it, for the content of an element and for a quoted attribute.
 *
 * @example
 * escapeHtml('<b>') // '&lt;b&gt;'
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** What a toast says. */
interface NotificationTexts {
  readonly plugin: { readonly name: string };
  readonly title: string;
  readonly message?: string;
}

/**
 * The texts of a plugin’s notification for a toast that renders HTML: escaped, with the name of the plugin in front, each in its own
 * direction.
 *
 * @example
 * services: { notifications: { show: (notification) => toast.html(notificationHtml(notification).title) } }
 */
export function notificationHtml({ plugin, title, message }: NotificationTexts): {
  readonly title: string;
  readonly message: string;
} {
  const isolated = (text: string) => `<bdi>${escapeHtml(text)}</bdi>`;
  return {
    title: `${isolated(plugin.name)}: ${isolated(title)}`,
    message: message === undefined ? '' : isolated(message),
  };
}
