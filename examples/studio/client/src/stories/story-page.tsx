import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { appears } from './play.ts';
import { STORIES } from './stories.ts';
import type { Story } from './story.ts';
import { StoryIndex } from './story-index.tsx';
import { useStoryParams } from './story-params.ts';

/** The story that the address names, or all of them to choose from. */
export function Stories() {
  const { story: name, theme, dir } = useStoryParams();
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('dark', theme === 'dark');
    document.documentElement.dir = dir;
  }, [theme, dir]);
  const story = STORIES.find((one) => one.name === name);
  if (!story) return <StoryIndex stories={STORIES} missing={name} />;
  return <StoryPage key={story.name} story={story} />;
}

/** Shows a story, does what it wants done, and says on the page when its state is reached: `data-story-shown`. */
function StoryPage({ story }: { readonly story: Story }) {
  const played = useRef(false);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    // Once: StrictMode runs effects twice.
    if (played.current) return;
    played.current = true;
    void reach(story).then(() => setShown(true));
  }, [story]);

  return (
    <main data-story-shown={shown ? story.name : undefined} className="mx-auto max-w-6xl p-4 sm:p-8">
      <h1 className="sr-only">{story.name}</h1>
      {story.render()}
    </main>
  );
}

async function reach({ play, shows }: Story): Promise<void> {
  await play?.();
  await appears(() => (document.body.textContent?.includes(shows) ? document.body : null));
}
