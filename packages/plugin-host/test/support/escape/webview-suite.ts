import { documentIn } from './documents.ts';
import type { Engine } from './engine.ts';
import { CONFINED } from './environments.ts';
import { webviewIn } from './webviews.ts';

/** A document of a plugin in the frame within a frame that it gets, served or from `srcdoc`. */
export const webviews = { webview: webviewIn(CONFINED), srcdoc: webviewIn({}) };

/**
 * The same in one frame alone with the same policy, which is why there are two; and in a frame without anything, which shows that an
 * attempt is one.
 */
export const controls = {
  single: documentIn({ sandbox: 'allow-scripts', policy: 'webview' }),
  plain: documentIn({ policy: false }),
};

/** Every probe gets a document of its own: several of them navigate it away. */
export const alone = <T>(row: T) => ({ ...row, alone: true });

/** What no layout of frames and no policy stops, in these engines. */
export const known = (engines: readonly Engine[]) => ({
  leaks: { webview: engines, plain: engines },
  note: 'docs/security-model.md and the text of the permission webview say what gets through: when an engine stops it, say less there',
});
