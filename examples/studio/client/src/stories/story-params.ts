import { useSyncExternalStore } from 'react';

/** How a story is shown, from the address of the page. */
export interface StoryParams {
  readonly story: string | null;
  readonly theme: 'light' | 'dark';
  readonly dir: 'ltr' | 'rtl';
}

/** Anything but what is known is the default: `?story=error-card&theme=dark&dir=rtl`. */
export function parseStoryParams(search: string): StoryParams {
  const params = new URLSearchParams(search);
  return {
    story: params.get('story'),
    theme: params.get('theme') === 'dark' ? 'dark' : 'light',
    dir: params.get('dir') === 'rtl' ? 'rtl' : 'ltr',
  };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}

/** The address of the page, also when it changes without a load: tests go from story to story that way. */
export function useStoryParams(): StoryParams {
  return parseStoryParams(useSyncExternalStore(subscribe, () => location.search));
}
