import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { PanelEntry } from '../services.ts';

/** Milliseconds until the app has opened what a panel is in. */
const DEADLINE = 5_000;

/** A panel that its plugin brings into view. */
export interface PanelReveal {
  readonly panel: PanelEntry;
  /** The user has just run something of the plugin: the focus may go to the panel, unless the user types elsewhere. */
  readonly mayFocus: boolean;
}

/**
 * Brings a panel into view. Returns `true` once it is, and nothing where it only opens what the panel is in: then whoever shows it is
 * asked as well, also one that comes within five seconds.
 */
export type RevealPanel = (reveal: PanelReveal) => boolean | undefined | Promise<boolean | undefined>;

/** Who shows the panels of each place of the app, for plugins that bring one of theirs into view. */
export interface PanelReveals {
  /**
   * Hears of panels of one location that are to be brought into view.
   *
   * @example
   * const layout = await host.loadPanelLayout();
   * layout.onReveal('sidebar', () => {
   *   openSidebar(); // An outlet in it does the rest.
   * });
   */
  onReveal(location: PanelEntry['location'], reveal: RevealPanel): Disposable;
  /**
   * Resolves when the panel is in view.
   *
   * @throws PluginError after five seconds: `NOT_SUPPORTED` where nobody shows panels of that location, `DEADLINE_EXCEEDED` where
   * those who do have not shown it
   */
  reveal(reveal: PanelReveal): Promise<void>;
}

export function createPanelReveals(clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>): PanelReveals {
  const places = new Map<RevealPanel, PanelEntry['location']>();
  /** Reveals that nobody has answered yet. */
  const waiting = new Set<{ readonly location: PanelEntry['location']; ask(place: RevealPanel): void }>();

  return {
    onReveal(location, given) {
      // A function of its own, so that the same one can listen for two locations.
      const place: RevealPanel = (reveal) => given(reveal);
      places.set(place, location);
      for (const pending of [...waiting]) if (pending.location === location) pending.ask(place);
      return toDisposable(() => places.delete(place));
    },

    reveal(reveal) {
      const { id, location } = reveal.panel;
      return new Promise((resolve, reject) => {
        const timer = clock.setTimeout(() => {
          waiting.delete(pending);
          reject(pending.asked ? late(id) : absent(id, location));
        }, DEADLINE);
        const settle = (outcome: () => void) => {
          waiting.delete(pending);
          clock.clearTimeout(timer);
          outcome();
        };
        const pending = {
          location,
          asked: false,
          ask(place: RevealPanel) {
            pending.asked = true;
            Promise.resolve()
              .then(() => place(reveal))
              .then(
                (shown) => shown && settle(resolve),
                (error) => settle(() => reject(error)),
              );
          },
        };
        waiting.add(pending);
        for (const [place, at] of [...places]) if (at === location) pending.ask(place);
      });
    },
  };
}

function late(id: string): PluginError {
  return new PluginError(
    'DEADLINE_EXCEEDED',
    `ui.revealPanel: the app has not shown ${id} within ${DEADLINE / 1000} s`,
  );
}

function absent(id: string, location: string): PluginError {
  return new PluginError(
    'NOT_SUPPORTED',
    `ui.revealPanel: the app shows no panels of the location ${location} now, and so not ${id}`,
  );
}
