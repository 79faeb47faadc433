/** Says that nothing runs, and that this is on purpose. */
export function SafeModeNote() {
  return (
    <p
      role="note"
      className="mb-4 rounded-lg border border-amber-300 bg-amber-50 px-3.5 py-2.5 text-[13px] text-amber-950 dark:border-amber-900 dark:bg-amber-950/50 dark:text-amber-100"
    >
      <strong className="font-semibold">Safe mode.</strong> No plugin is running. Deactivate or uninstall what
      stands in the way, then open the app as usual.
    </p>
  );
}
