import { ComponentGallery } from '../components/component-gallery.tsx';
import { appears } from '../play.ts';
import type { Story } from '../story.ts';

/** A page about all elements of panels, each with an example that can be used. */
export const COMPONENT_STORIES: readonly Story[] = [
  {
    name: 'components',
    shows: 'The pointer was let go.',
    // Examples whose elements are parts of their own come one by one.
    play: async () => {
      await appears(() => {
        const frames = [...document.querySelectorAll('[data-component]')];
        const isDrawn = ({ textContent, firstElementChild }: Element) =>
          firstElementChild !== null &&
          !textContent?.includes('Loading…') &&
          !textContent?.includes('Opening');
        return frames.length > 0 && frames.every(isDrawn) ? document.body : null;
      });
    },
    render: () => <ComponentGallery />,
  },
];
