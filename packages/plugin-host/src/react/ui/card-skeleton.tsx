/** Stands where cards will be. Decorative: what is going on is told by a status beside it. */
export function CardSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))] motion-safe:animate-pulse"
    >
      {['first', 'second', 'third'].map((key) => (
        <div
          key={key}
          className="h-40 rounded-xl border border-neutral-200 bg-neutral-100 dark:border-neutral-800 dark:bg-neutral-900"
        />
      ))}
    </div>
  );
}
