import type { ReactNode } from 'react';

/** One component in one state, on a page of its own: `stories.html?story=<name>`. */
export interface Story {
  readonly name: string;
  /** A text that is on the page once the state is reached. */
  readonly shows: string;
  /** What a user does to get there, after the first render. */
  readonly play?: () => Promise<void>;
  /** Whether texts of the fixtures try to break out of their place. */
  readonly hostile?: boolean;
  readonly render: () => ReactNode;
}
