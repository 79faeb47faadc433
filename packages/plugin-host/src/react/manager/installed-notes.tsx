import type { PluginFault, PluginInstance } from '../../registry/plugin-instance.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { InstalledNeeds } from './installed-needs.tsx';
import { FaultDetails, PluginFaultNote } from './plugin-fault-note.tsx';

export interface InstalledNotesProps {
  readonly plugin: PluginInstance;
  /** It is being started: what was wrong before is being tried again. */
  readonly starting: boolean;
  /** Why the last step did not work. */
  readonly failure: string | null;
  /** What it needs is there now. */
  onMet(): void;
}

/** What is wrong with a plugin, and what can be done about it. */
export function InstalledNotes({ plugin, starting, failure, onMet }: InstalledNotesProps) {
  const { text } = useStrings();
  const { manifest, state, error, damage } = plugin;
  const wrong = starting ? undefined : faultKind(plugin);

  if (wrong === 'disabled' || wrong === 'blocked')
    return <OffNote kind={wrong} fault={error} failure={failure} />;
  if (wrong === 'failed' || wrong === 'crashed') {
    const title =
      wrong === 'crashed' ? text('fault.switchedOff') : damage ? text('fault.damaged') : undefined;
    return (
      <PluginFaultNote name={manifest.name} title={title} fault={error}>
        {error?.code === 'INCOMPATIBLE' && manifest.dependencies ? (
          <InstalledNeeds manifest={manifest} onMet={onMet} />
        ) : undefined}
      </PluginFaultNote>
    );
  }
  if (failure) return <ErrorNote title={text('installed.failed')} message={failure} />;
  if (state === 'active' && error) {
    return (
      <div className="text-[13px] text-neutral-700 dark:text-neutral-300">
        <p>{text('fault.reported')}</p>
        <FaultDetails fault={error} />
      </div>
    );
  }
  return null;
}

/** How a plugin is kept from running; `crashed`: by itself. */
export function faultKind({
  state,
  error,
}: PluginInstance): 'failed' | 'crashed' | 'disabled' | 'blocked' | undefined {
  if (state !== 'error' && state !== 'disabled') return undefined;
  if (error?.code === 'VERSION_WITHDRAWN') return 'blocked';
  if (state === 'error') return 'failed';
  return error?.code === 'CRASH_LOOP' ? 'crashed' : 'disabled';
}

interface OffNoteProps {
  readonly kind: 'disabled' | 'blocked';
  readonly fault: PluginFault | undefined;
  readonly failure: string | null;
}

/** Somebody else has decided that it does not run: nothing here lifts that. */
function OffNote({ kind, fault, failure }: OffNoteProps) {
  const { text } = useStrings();
  return (
    <div
      role="note"
      className="flex gap-2.5 rounded-lg border border-amber-300 bg-amber-50 p-3 text-[13px] leading-[1.125rem] text-amber-950 dark:border-amber-900 dark:bg-amber-950/40 dark:text-amber-100"
    >
      <AlertIcon className="mt-px h-4 w-4 text-amber-700 dark:text-amber-400" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{text(`fault.${kind}`)}</p>
        {fault && (
          <p className="mt-0.5">
            <PluginText text={fault.message} />
          </p>
        )}
        <p className="mt-0.5">{text(`fault.${kind}.text`)}</p>
        {failure && (
          <p role="alert" className="mt-1">
            <PluginText text={failure} />
          </p>
        )}
      </div>
    </div>
  );
}
