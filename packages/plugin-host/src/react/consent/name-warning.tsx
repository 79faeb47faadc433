import { useStrings } from '../strings/use-strings.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { nameFaults } from './look-alike.ts';

export interface NameWarningProps {
  /** Of a plugin. */
  readonly name: string;
}

/** Says what is odd about the name of a plugin: it may pose as another, or as the app. Nothing for most. */
export function NameWarning({ name }: NameWarningProps) {
  const { text } = useStrings();
  const faults = nameFaults(name, text('app.name'));
  if (faults.length === 0) return null;
  return (
    <div
      role="note"
      className="mx-5 mb-4 flex gap-2.5 rounded-lg border border-amber-300 bg-amber-50 px-3 py-2.5 text-[13px] leading-[1.125rem] text-amber-950 dark:border-amber-900 dark:bg-amber-950/50 dark:text-amber-100"
    >
      <AlertIcon className="mt-px h-4 w-4 shrink-0 text-amber-700 dark:text-amber-400" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{text('consent.name.warning')}</p>
        {faults.map((fault) => (
          <p key={fault}>{text(`consent.name.${fault}`)}</p>
        ))}
      </div>
    </div>
  );
}
