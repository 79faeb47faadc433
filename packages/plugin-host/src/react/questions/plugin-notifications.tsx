import { type FocusEvent, useEffect, useRef, useState } from 'react';
import type { HostNotification, NotificationAction } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { AlertIcon, CloseIcon, InfoIcon, VerifiedIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';

/** A toast on the page. */
export interface ShownToast {
  readonly id: number;
  readonly notification: HostNotification;
  close(): void;
}

type ActionErrorHandler = (
  error: unknown,
  notification: HostNotification,
  action: NotificationAction,
) => void;

export interface PluginNotificationsProps {
  readonly toasts: readonly ShownToast[];
  readonly onError?: ActionErrorHandler | undefined;
  readonly duration?: number | undefined;
}

/** How many are shown: the newest. Others are counted, and shown when there is room again. */
const MAX_SHOWN = 4;

/** Toasts of plugins in a corner of the page: announced, with whose they are, and staying while the user is on them. */
export function PluginNotifications({ toasts, onError, duration }: PluginNotificationsProps) {
  const { text } = useStrings();
  const cameFrom = useRef<Element | null>(null);
  const shown = toasts.slice(-MAX_SHOWN);
  const list = useRef<HTMLDivElement>(null);
  const newestId = shown.at(-1)?.id;
  useEffect(() => {
    const element = list.current;
    if (newestId === undefined || !element) return;
    // Not under somebody who is at another one.
    if (!element.contains(document.activeElement)) element.scrollTop = element.scrollHeight;
  }, [newestId]);
  const newest = (isUrgent: boolean) => {
    const toast = toasts.filter(({ notification }) => urgent(notification) === isUrgent).at(-1);
    return toast && announcement(toast.notification);
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const from = event.relatedTarget;
    if (from instanceof Element && !event.currentTarget.contains(from)) cameFrom.current = from;
  };
  const close = (toast: ShownToast) => {
    const from = cameFrom.current;
    toast.close();
    if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
  };

  return (
    <div data-flux-plugins="">
      {/* There before what they say: a region that comes with its text is not announced everywhere. */}
      <p role="status" className="sr-only">
        {newest(false)}
      </p>
      <p role="alert" className="sr-only">
        {newest(true)}
      </p>
      {shown.length > 0 && (
        <section
          aria-label={text('notification.label')}
          onFocus={onFocus}
          className="fixed bottom-4 end-4 z-40 flex max-h-[calc(100dvh-2rem)] w-96 max-w-[calc(100vw-2rem)] flex-col gap-2"
        >
          {toasts.length > shown.length && (
            <p className="shrink-0 self-end rounded bg-white/90 px-1.5 text-xs text-neutral-700 dark:bg-neutral-900/90 dark:text-neutral-300">
              {text('notification.more', { count: toasts.length - shown.length })}
            </p>
          )}
          {/* As far as the edge of the page, so that no shadow is cut off; what is beside the toasts stays within reach. */}
          <div
            ref={list}
            className="pointer-events-none -mx-4 -mb-4 flex min-h-0 flex-col gap-2 overflow-y-auto overscroll-contain px-4 pb-4"
          >
            {shown.map((toast) => (
              <Toast
                key={toast.id}
                toast={toast}
                usual={duration}
                onClose={() => close(toast)}
                onError={onError}
              />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

interface ToastProps {
  readonly toast: ShownToast;
  readonly usual: number | undefined;
  readonly onError: ActionErrorHandler | undefined;
  onClose(): void;
}

const ICONS = {
  info: <InfoIcon className="h-4 w-4 text-blue-700 dark:text-blue-400" />,
  success: <VerifiedIcon className="h-4 w-4 text-emerald-700 dark:text-emerald-400" />,
  warning: <AlertIcon className="h-4 w-4 text-amber-700 dark:text-amber-400" />,
  error: <AlertIcon className="h-4 w-4 text-red-700 dark:text-red-400" />,
};

function Toast({ toast, usual, onClose, onError }: ToastProps) {
  const { text } = useStrings();
  const { notification } = toast;
  const { plugin, type, title, message, actions } = notification;
  const [isHeld, setHeld] = useState(false);
  const time = notification.duration ?? usual ?? (actions.length > 0 ? 12_000 : 6000);
  const close = useRef(toast.close);
  close.current = toast.close;

  useEffect(() => {
    if (isHeld || time === 0) return;
    const timer = setTimeout(() => close.current(), time);
    return () => clearTimeout(timer);
  }, [isHeld, time]);

  const run = async (action: NotificationAction) => {
    const result = action.run();
    onClose();
    try {
      await result;
    } catch (error) {
      if (!onError) throw error;
      onError(error, notification, action);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while someone reads it
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false);
      }}
      className="pointer-events-auto shrink-0 rounded-lg border border-neutral-200 bg-white p-3 text-[13px] leading-[1.125rem] text-neutral-900 shadow-lg dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100"
    >
      <div className="flex items-start gap-2.5">
        <PluginIcon plugin={plugin} className="h-6 w-6 rounded-md text-xs" />
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-1.5 text-xs text-neutral-900 dark:text-neutral-100">
            {ICONS[type]}
            <span className="sr-only">{text(`notification.${type}`)}</span>
            <span className="min-w-0 truncate">
              <PluginText text={plugin.name} truncate />
            </span>
          </p>
          <p className="mt-1 font-medium">
            <PluginText text={title} className="line-clamp-3" />
          </p>
          {message && (
            <p className="mt-0.5 text-neutral-700 dark:text-neutral-300">
              <PluginText text={message} className="line-clamp-6" />
            </p>
          )}
          {actions.length > 0 && (
            <div className="mt-2.5 flex flex-wrap gap-2">
              {actions.map((action, index) => (
                <Button key={index} className="max-w-full" onClick={() => void run(action)}>
                  <PluginText text={action.label} truncate />
                </Button>
              ))}
            </div>
          )}
        </div>
        <button
          type="button"
          aria-label={text('notification.closeOf', { title: plainText(title), name: plainText(plugin.name) })}
          title={text('notification.close')}
          onClick={onClose}
          className="-me-1 -mt-1 flex h-7 w-7 shrink-0 items-center justify-center rounded-md text-neutral-600 hover:bg-neutral-100 focus-visible:outline focus-visible:outline-2 focus-visible:outline-blue-600 dark:text-neutral-400 dark:hover:bg-neutral-800 dark:focus-visible:outline-blue-400"
        >
          <CloseIcon />
        </button>
      </div>
    </div>
  );
}

function urgent({ type }: HostNotification): boolean {
  return type === 'warning' || type === 'error';
}

function announcement({ plugin, title, message }: HostNotification): string {
  return plainText([`${plugin.name}: ${title}`, message].filter(Boolean).join('. '));
}
