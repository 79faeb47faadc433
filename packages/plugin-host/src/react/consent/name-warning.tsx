import { useStrings } from '../strings/use-strings.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { useOptionalPlugins } from '../use-plugins.ts';
import { looksTheSame, nameFaults } from './look-alike.ts';

export interface NameWarningProps {
  readonly plugin: { readonly id: string; readonly name: string };
  readonly className?: string;
}

/**
 * Says what is odd about the name of a plugin: it may pose as the app, or as another one that is installed. Nothing for most. Publishers
 * are not compared: a manifest can name any.
 */
export function NameWarning({ plugin: { id, name }, className = '' }: NameWarningProps) {
  const { text, elements } = useStrings();
  const faults = nameFaults(name, text('app.name'));
  const twin = useOptionalPlugins().find(
    ({ manifest }) => manifest.id !== id && looksTheSame(name, manifest.name),
  )?.manifest;
  if (faults.length === 0 && !twin) return null;
  return (
    <div
      role="note"
      className={`flex gap-2.5 rounded-lg border border-amber-300 bg-amber-50 px-3 py-2.5 text-[13px] leading-[1.125rem] text-amber-950 dark:border-amber-900 dark:bg-amber-950/50 dark:text-amber-100 ${className}`}
    >
      <AlertIcon className="mt-px h-4 w-4 shrink-0 text-amber-700 dark:text-amber-400" />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p className="font-medium">{text('consent.name.warning')}</p>
        {faults.map((fault) => (
          <p key={fault}>{text(`consent.name.${fault}`)}</p>
        ))}
        {twin && (
          <p>
            {elements('consent.name.installed', {
              name: <PluginText text={twin.name} />,
              id: <bdi>{plainText(twin.id)}</bdi>,
            })}
          </p>
        )}
      </div>
    </div>
  );
}
