import { type ReactNode, useState } from 'react';
import type { HostNotification, NotificationAction, NotificationService } from '../../services.ts';
import { type EntryStore, useEntries } from '../use-entries.ts';
import { PluginNotifications, type ShownToast } from './plugin-notifications.tsx';

export interface NotificationsOptions {
  /** The code of a plugin behind a button failed. Without it the error is reported as uncaught. */
  onError?(error: unknown, notification: HostNotification, action: NotificationAction): void;
  /** Milliseconds where a plugin does not say. Default: 6000; longer with buttons. */
  readonly duration?: number;
}

/**
 * The notification service of a host, and the element that shows its toasts, for an app without toasts of its own. The service stays
 * the same at every render.
 *
 * @example
 * const [notifications, toasts] = useNotifications({ onError: report });
 * // createPluginHost({ services: { notifications, … } }), and in the JSX: {toasts}
 */
export function useNotifications({
  onError,
  duration,
}: NotificationsOptions = {}): readonly [NotificationService, ReactNode] {
  const [store, toasts] = useEntries<ShownToast>();
  const [service] = useState(() => createService(store));
  return [
    service,
    <PluginNotifications key="toasts" toasts={toasts} onError={onError} duration={duration} />,
  ];
}

function createService(store: EntryStore<ShownToast>): NotificationService {
  return {
    show(notification) {
      const closed = new Promise<void>((resolve) => {
        const close = store.add(
          (id) => ({ id, notification, close: () => close() }),
          notification.signal,
          resolve,
        );
      });
      return { closed };
    },
  };
}
