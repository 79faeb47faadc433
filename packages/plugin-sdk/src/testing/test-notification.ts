import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { HostNotification, NotificationService } from './host-source.ts';

/** A toast that the plugin asked for. */
export interface TestNotification
  extends Pick<HostNotification, 'type' | 'title' | 'message' | 'duration' | 'plugin'> {
  /** Labels of its buttons. */
  readonly actions: readonly string[];
  /** Clicks a button, as a user would; resolves with what the plugin's callback returns, or rejects with what it throws. */
  click(label: string): Promise<unknown>;
  /** Closes the toast: its buttons are gone. */
  close(): void;
  /** Closed, or the plugin was stopped. */
  readonly closed: boolean;
}

/** Shows toasts by keeping them, and tells the app's own service where there is one. */
export function recordNotifications(
  shown: TestNotification[],
  given: NotificationService | undefined,
): NotificationService {
  return {
    show(notification) {
      // First, because one that the app's service refuses was not shown.
      const answer = given?.show(notification);
      const { recorded, closed } = toTestNotification(notification);
      shown.push(recorded);
      return given ? answer : { closed };
    },
  };
}

function toTestNotification({ actions, signal, ...notification }: HostNotification): {
  recorded: TestNotification;
  closed: Promise<void>;
} {
  const end = new AbortController();
  const over = AbortSignal.any([signal, end.signal]);
  const closed = new Promise<void>((resolve) => over.addEventListener('abort', () => resolve()));
  return {
    closed,
    recorded: {
      ...notification,
      actions: actions.map(({ label }) => label),
      async click(label) {
        const action = actions.find((one) => one.label === label);
        if (over.aborted)
          throw new PluginError('INVALID_STATE', `The notification “${notification.title}” is closed`);
        if (action) return action.run();
        const labels = actions.map((one) => `“${one.label}”`).join(', ') || 'none';
        throw new PluginError(
          'NOT_FOUND',
          `The notification “${notification.title}” has no action “${label}”; it has ${labels}`,
        );
      },
      close: () => end.abort(),
      get closed() {
        return over.aborted;
      },
    },
  };
}
