import type { Story } from './story.ts';

export interface StoryIndexProps {
  readonly stories: readonly Story[];
  /** What was asked for and is not there. */
  readonly missing: string | null;
}

/** All stories, in both themes and directions. */
export function StoryIndex({ stories, missing }: StoryIndexProps) {
  return (
    <main className="mx-auto max-w-3xl p-4 sm:p-8">
      <h1 className="text-lg font-semibold">Stories</h1>
      <p className="mt-2">
        <a className="focus-ring underline" href="?story=components">
          The components of panels
        </a>
        , each with its code.
      </p>
      {missing !== null && (
        <p className="mt-2 text-red-700 dark:text-red-400">There is no story “{missing}”.</p>
      )}
      <ul className="mt-4 divide-y divide-neutral-200 dark:divide-neutral-800">
        {stories.map(({ name, hostile }) => (
          <li key={name} data-story={name} data-hostile={hostile} className="flex flex-wrap gap-x-4 py-1.5">
            <a className="focus-ring flex-1 underline" href={`?story=${name}`}>
              {name}
            </a>
            <a
              className="focus-ring underline"
              href={`?story=${name}&theme=dark`}
              aria-label={`${name}, dark`}
            >
              dark
            </a>
            <a
              className="focus-ring underline"
              href={`?story=${name}&dir=rtl`}
              aria-label={`${name}, right to left`}
            >
              rtl
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
