import { useStrings } from '../strings/use-strings.tsx';

/** Says that nothing runs, and that this is on purpose. */
export function SafeModeNote() {
  const { text } = useStrings();
  return (
    <p
      role="note"
      className="mb-4 rounded-lg border border-amber-300 bg-amber-50 px-3.5 py-2.5 text-[13px] text-amber-950 dark:border-amber-900 dark:bg-amber-950/50 dark:text-amber-100"
    >
      <strong className="font-semibold">{text('safeMode.title')}</strong> {text('safeMode.about')}
    </p>
  );
}
