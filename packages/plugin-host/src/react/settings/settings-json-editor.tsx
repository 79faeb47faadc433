import { useEffect, useId, useRef } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import type { ParsedSettings } from './settings-json.ts';

export interface SettingsJsonEditorProps {
  readonly value: string;
  readonly parsed: ParsedSettings;
  onChange(value: string): void;
}

/** How many problems are listed at once. */
const SHOWN = 20;

/** The settings as text. What is wrong with it is said as it is typed. */
export function SettingsJsonEditor({ value, parsed, onChange }: SettingsJsonEditorProps) {
  const { text } = useStrings();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const problems = parsed.ok ? [] : parsed.problems.slice(0, SHOWN);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-1.5 px-5 py-4">
      <label htmlFor={id} className="text-[13px] font-medium">
        {text('settings.json.label')}
      </label>
      <p id={`${id}-hint`} className="text-xs text-neutral-600 dark:text-neutral-400">
        {text('settings.json.hint')}
      </p>
      <textarea
        ref={field}
        id={id}
        dir="ltr"
        rows={14}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={!parsed.ok || undefined}
        aria-describedby={`${id}-hint ${id}-problems`}
        className="min-h-32 w-full flex-1 rounded-md border border-neutral-400 bg-white p-2.5 font-mono text-xs text-neutral-900 focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-blue-600 aria-invalid:border-red-600 dark:border-neutral-600 dark:bg-neutral-950 dark:text-neutral-100 dark:focus-visible:outline-blue-400 dark:aria-invalid:border-red-500"
      />
      <ul
        id={`${id}-problems`}
        aria-live="polite"
        className="max-h-32 shrink-0 space-y-0.5 overflow-y-auto text-xs text-red-700 dark:text-red-400"
      >
        {problems.map((problem) => (
          <li key={problem} className="[overflow-wrap:anywhere]">
            {plainText(problem)}
          </li>
        ))}
      </ul>
    </div>
  );
}
