import { type AriaAttributes, type ChangeEvent, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { readSettingFile, settingFileName } from './setting-file.ts';

export interface SettingFileControlProps
  extends Pick<AriaAttributes, 'aria-describedby' | 'aria-invalid' | 'aria-required'> {
  readonly id: string;
  readonly value: string | null;
  onChange(value: string | null): void;
}

/** Picks a small file and keeps it as a data URL. Shows the name of what is chosen, never the content. */
export function SettingFileControl({ value, onChange, ...input }: SettingFileControlProps) {
  const { text } = useStrings();
  const [problem, setProblem] = useState<string | null>(null);

  const onPick = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    try {
      setProblem(null);
      onChange(await readSettingFile(file, text));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <div className="space-y-1.5">
      <input
        {...input}
        type="file"
        onChange={onPick}
        className="block w-full rounded-md text-[13px] text-neutral-600 file:me-3 file:h-8 file:rounded-md file:border file:border-solid file:border-neutral-400 file:bg-white file:px-3 file:text-[13px] file:font-medium file:text-neutral-800 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-blue-600 dark:text-neutral-400 dark:file:border-neutral-600 dark:file:bg-neutral-900 dark:file:text-neutral-100"
      />
      {value !== null && (
        <div className="flex items-center gap-2 text-xs text-neutral-700 dark:text-neutral-300">
          <span className="min-w-0">
            <PluginText
              text={text('settings.file.chosen', {
                name: plainText(settingFileName(value) ?? text('settings.file.nameless')),
              })}
              truncate
            />
          </span>
          <Button variant="ghost" onClick={() => onChange(null)}>
            {text('settings.file.remove')}
          </Button>
        </div>
      )}
      {problem && (
        <p role="alert" className="text-xs text-red-700 dark:text-red-400">
          {problem}
        </p>
      )}
    </div>
  );
}
