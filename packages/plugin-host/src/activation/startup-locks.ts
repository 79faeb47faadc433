import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';

/** Lets one of the user's tabs do what must be done once. */
export interface StartupLocks {
  /** Calls back when it is this page's turn; it is until the disposable is disposed or the page closed. */
  hold(name: string, onHeld: () => void): Disposable;
}

/** Every tab takes its turn: for an app that has one tab, and for tests. */
export const noLocks: StartupLocks = {
  hold(_, onHeld) {
    onHeld();
    return toDisposable(() => undefined);
  },
};

/** Over the browser's Web Locks. Where there are none, as in pages that are not secure, every tab takes its turn. */
export function createStartupLocks(userId: string): StartupLocks {
  return {
    hold(name, onHeld) {
      const { locks } = globalThis.navigator ?? {};
      if (!locks) return noLocks.hold(name, onHeld);
      let giveBack: () => void = () => undefined;
      const given = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      const asking = new AbortController();
      locks
        .request(`flux-plugin:${userId}:${name}`, { signal: asking.signal }, () => {
          onHeld();
          return given;
        })
        // Given up before its turn came, or not allowed in this page: then nobody else takes turns either.
        .catch(() => {
          if (!asking.signal.aborted) onHeld();
        });
      return toDisposable(() => {
        asking.abort();
        giveBack();
      });
    },
  };
}
