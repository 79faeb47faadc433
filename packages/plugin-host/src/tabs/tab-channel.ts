import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';

/** Tells the other tabs of a user that something of their plugins was changed. It is a hint to look, not what was changed. */
export interface TabChannel extends Disposable {
  post(): void;
  subscribe(listener: () => void): Disposable;
}

const HINT = 'changed';

/** Over a `BroadcastChannel`, where there is one: every page of this origin could write to it, so that it carries no data. */
export function createTabChannel(userId: string): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return silentTabs;
  let opened: BroadcastChannel | undefined;
  let closed = false;
  // With the first use: a host that is only made, as on a server, keeps nothing open.
  const open = () => {
    opened ??= new BroadcastChannel(`flux-plugins:${userId}`);
    return opened;
  };
  return {
    post() {
      // What was begun before the page left may end after.
      if (!closed) open().postMessage(HINT);
    },
    subscribe(listener) {
      const heard = ({ data }: MessageEvent) => {
        if (data === HINT) listener();
      };
      const channel = open();
      channel.addEventListener('message', heard);
      return toDisposable(() => channel.removeEventListener('message', heard));
    },
    dispose() {
      closed = true;
      opened?.close();
    },
  };
}

/** For an app that has one tab, and for tests. */
export const silentTabs: TabChannel = {
  post: () => undefined,
  subscribe: () => toDisposable(() => undefined),
  dispose: () => undefined,
};
