import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PluginFault } from '../../registry/plugin-instance.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { plainText } from '../ui/plain-text.ts';
import { faultWords } from './installed-fault-words.ts';

/** More of a stack than this helps nobody, and a plugin can make it as long as it likes. */
const MAX_DETAILS = 10_000;

export interface PluginFaultNoteProps {
  readonly name: string;
  /** Default: that it is not running. */
  readonly title?: string | undefined;
  readonly fault: PluginFault | undefined;
  /** What can be done about it, in place of what its code says. */
  readonly children?: ReactNode;
}

/** Why a plugin does not run: the cause in words first, what its author needs behind a disclosure. */
export function PluginFaultNote({ name, title, fault, children }: PluginFaultNoteProps) {
  const { text } = useStrings();
  const words = fault && faultWords(fault.code);
  return (
    <ErrorNote
      title={title ?? text('fault.notRunning')}
      message={fault?.message ?? text('fault.silent', { name: plainText(name, 100) })}
    >
      {children ?? (words && <p className="mt-1">{text(words)}</p>)}
      {fault && <FaultDetails fault={fault} />}
    </ErrorNote>
  );
}

/** Code, message and stack, to be read or copied. */
export function FaultDetails({ fault }: { readonly fault: PluginFault }) {
  const { text } = useStrings();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
  const details = plainText(`${fault.code}: ${fault.message}\n${fault.stack ?? ''}`.trim(), MAX_DETAILS);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(details);
      setOutcome('copied');
    } catch {
      setOutcome('copyFailed');
    }
  };
  return (
    <details className="mt-2 text-xs">
      <summary className="w-fit cursor-pointer rounded focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400">
        {text('fault.details')}
      </summary>
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="mt-1.5 max-h-40 overflow-auto whitespace-pre-wrap rounded border border-red-200 bg-white p-2 font-mono text-[11px] leading-4 text-red-900 [overflow-wrap:anywhere] dark:border-red-900/70 dark:bg-neutral-950 dark:text-red-200"
      >
        {details}
      </pre>
      <div className="mt-1.5 flex items-center gap-2">
        <Button onClick={copy}>{text('fault.copy')}</Button>
        <span role="status">{outcome && text(`fault.${outcome}`)}</span>
      </div>
    </details>
  );
}
