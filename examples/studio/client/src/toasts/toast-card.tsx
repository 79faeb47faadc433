import { PluginIcon, PluginText, plainText } from '@fluxstudio/plugin-host/react';
import { useState } from 'react';
import { useStudio } from '../studio-context.tsx';
import { Button } from '../ui/button.tsx';
import { CheckIcon, CloseIcon, ErrorIcon, InfoIcon, WarningIcon } from '../ui/icons.tsx';
import type { Toast, ToastAction } from './toast-store.ts';

const LOOKS = {
  info: { icon: InfoIcon, label: 'Information', className: 'text-sky-700 dark:text-sky-400' },
  success: { icon: CheckIcon, label: 'Success', className: 'text-emerald-700 dark:text-emerald-400' },
  warning: { icon: WarningIcon, label: 'Warning', className: 'text-amber-700 dark:text-amber-400' },
  error: { icon: ErrorIcon, label: 'Error', className: 'text-red-700 dark:text-red-400' },
} as const;

/** One toast. One of a plugin says so first, with the plugin's name and icon. */
export function ToastCard({ toast }: { readonly toast: Toast }) {
  const { toasts } = useStudio();
  const [running, setRunning] = useState(false);
  const { plugin, type, title, message, actions = [] } = toast;
  const { icon: Icon, label, className } = LOOKS[type];
  const urgent = type === 'error' || type === 'warning';

  const run = async (action: ToastAction) => {
    if (running) return;
    setRunning(true);
    try {
      await action.run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const who = plugin ? `${plugin.name}: “${action.label}” failed` : `“${action.label}” failed`;
      void toasts.show({ type: 'error', title: who, message: reason });
    }
    toasts.close(toast.id);
  };

  return (
    <li className="toast-in pointer-events-auto relative shrink-0 rounded-xl border border-neutral-200 bg-white shadow-lg shadow-neutral-950/10 dark:border-neutral-700 dark:bg-neutral-900 dark:shadow-black/40">
      <div role={urgent ? 'alert' : 'status'} aria-atomic="true" className="flex gap-2.5 p-3 pr-10">
        <Icon className={`mt-0.5 size-4 ${className}`} />
        <div className="min-w-0 flex-1">
          {plugin && (
            <p className="mb-1 flex items-center gap-1.5 text-xs text-neutral-600 dark:text-neutral-400">
              <PluginIcon plugin={plugin} className="size-4 rounded text-[10px]" />
              <span className="min-w-0">
                <PluginText text={plugin.name} truncate />
              </span>
              <span className="sr-only">says</span>
            </p>
          )}
          <p className="line-clamp-3 text-[13px] leading-[1.15rem] font-medium [overflow-wrap:anywhere]">
            <span className="sr-only">{label}: </span>
            <PluginText text={title} />
          </p>
          {message && (
            <p className="mt-0.5 text-[13px] leading-[1.15rem] whitespace-pre-line text-neutral-700 dark:text-neutral-300">
              <PluginText text={message} />
            </p>
          )}
        </div>
      </div>
      {actions.length > 0 && (
        <div className="flex flex-wrap gap-2 px-3 pb-3 pl-9.5">
          {actions.map((action, index) => (
            <Button key={index} busy={running} onClick={() => run(action)} className="h-7 max-w-full px-2.5">
              <span className="min-w-0 truncate">
                <PluginText text={action.label} truncate />
              </span>
            </Button>
          ))}
        </div>
      )}
      <button
        type="button"
        aria-label={plugin ? `Close the notification of ${plainText(plugin.name)}` : 'Close the notification'}
        onClick={() => toasts.close(toast.id)}
        className="focus-ring absolute top-2 right-2 flex size-6 items-center justify-center rounded-md text-neutral-600 hover:bg-neutral-100 hover:text-neutral-900 dark:text-neutral-400 dark:hover:bg-neutral-800 dark:hover:text-neutral-100"
      >
        <CloseIcon className="size-3.5" />
      </button>
    </li>
  );
}
