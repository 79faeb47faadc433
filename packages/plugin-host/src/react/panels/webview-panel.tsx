import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { useEffect, useRef } from 'react';
import type { PluginIdentity, UiDocument } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { PanelOpening } from './panel-opening.tsx';
import { useWebview, type WebviewState } from './use-webview.ts';

export interface WebviewPanelProps {
  readonly document: UiDocument;
  readonly title: string;
  readonly plugin: PluginIdentity;
  /** Whether the user sees it, where the app keeps a hidden one. Default: `true`. */
  readonly visible?: boolean;
  /** Tailwind classes for its height. Default: what the panel has, and not too little. */
  readonly className?: string;
  /** The document or its plugin is done with the dialog. */
  onResult?(result: unknown): void;
}

/**
 * A document of a plugin, under a bar with the plugin's name: whatever it shows, it cannot pose as the app.
 */
export function WebviewPanel({
  document,
  title,
  plugin,
  visible = true,
  className = 'min-h-64 flex-1',
  onResult,
}: WebviewPanelProps) {
  const { text, elements } = useStrings();
  const place = useRef<HTMLDivElement>(null);
  const name = plainText(plugin.name);
  const called = title === plugin.name ? name : text('panel.of', { title: plainText(title), name });
  const { state, reopen } = useWebview(document, called, place, visible);
  const isOpen = state.state === 'open';
  useEffect(() => {
    if (state.state === 'closed' && 'result' in state) onResult?.(state.result);
  }, [state, onResult]);
  return (
    <div
      data-flux-plugins=""
      className="flex h-full min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border border-neutral-200 dark:border-neutral-700"
    >
      <div className="flex min-w-0 items-center gap-1.5 border-b border-neutral-200 bg-neutral-100 px-2 py-1 text-[11px] text-neutral-700 dark:border-neutral-700 dark:bg-neutral-800 dark:text-neutral-300">
        <PluginIcon plugin={plugin} className="h-4 w-4 rounded text-[9px]" />
        <span className="min-w-0 truncate">
          {elements('panel.webview', { name: <PluginText text={plugin.name} /> })}
        </span>
      </div>
      <div className="relative flex min-h-0 flex-1 flex-col">
        {!isOpen && (
          <BeforeOrAfter state={state} title={plainText(title)} name={plugin.name} onReopen={reopen} />
        )}
        <div
          ref={place}
          // A row, so that the frame is as high as its place is, also where that has no height of its own.
          className={`${isOpen || state.state === 'opening' ? 'flex' : 'hidden'} ${className} border-neutral-200 bg-white text-[13px] text-neutral-900 accent-blue-600 [color-scheme:light] dark:border-neutral-700 dark:bg-neutral-900 dark:text-neutral-100 dark:accent-blue-400 dark:[color-scheme:dark] ${isOpen ? '' : 'opacity-0'}`}
        />
      </div>
    </div>
  );
}

interface BeforeOrAfterProps {
  readonly state: WebviewState;
  readonly title: string;
  readonly name: string;
  onReopen(): void;
}

function BeforeOrAfter({ state, title, name, onReopen }: BeforeOrAfterProps) {
  const { text } = useStrings();
  if (state.state === 'opening') {
    return (
      <div className="absolute inset-0 overflow-hidden p-2">
        <PanelOpening title={title} />
      </div>
    );
  }
  const message =
    'error' in state ? errorMessage(state.error) : text('panel.ended', { name: plainText(name) });
  return (
    <div className="p-2">
      <ErrorNote
        title={text(state.state === 'failed' ? 'panel.failed' : 'panel.stopped', { title })}
        message={message}
      >
        <Button className="mt-2.5" onClick={onReopen}>
          {text('panel.reopen')}
        </Button>
      </ErrorNote>
    </div>
  );
}
