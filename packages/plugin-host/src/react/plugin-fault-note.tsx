import type { PluginFault } from '../registry/plugin-instance.ts';
import { ErrorNote } from './error-note.tsx';

export interface PluginFaultNoteProps {
  readonly name: string;
  /** Default: that it is not running. */
  readonly title?: string | undefined;
  readonly fault: PluginFault | undefined;
}

/** Why a plugin does not run: the cause in words first, what its author needs behind a disclosure. */
export function PluginFaultNote({ name, title = 'This plugin is not running', fault }: PluginFaultNoteProps) {
  return (
    <ErrorNote title={title} message={fault?.message ?? `${name} failed without saying why.`}>
      {fault && (
        <details className="mt-2 text-xs">
          <summary className="w-fit cursor-pointer rounded focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400">
            Technical details
          </summary>
          <pre
            dir="ltr"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            className="mt-1.5 max-h-40 overflow-auto whitespace-pre-wrap rounded border border-red-200 bg-white p-2 font-mono text-[11px] leading-4 [overflow-wrap:anywhere] dark:border-red-900/70 dark:bg-neutral-950"
          >
            {fault.code}
            {fault.stack ? `\n${fault.stack}` : ''}
          </pre>
        </details>
      )}
    </ErrorNote>
  );
}
