import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import * as v from 'valibot';

/** Tells the other tabs of a user that something of a plugin was changed. It is a hint to look, not what was changed. */
export interface TabChannel extends Disposable {
  post(pluginId: string): void;
  subscribe(listener: (pluginId: string) => void): Disposable;
}

const hint = v.object({ changed: v.string() });

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
    post(pluginId) {
      // What was begun before the page left may end after.
      if (!closed) open().postMessage({ changed: pluginId });
    },
    subscribe(listener) {
      const heard = ({ data }: MessageEvent) => {
        if (v.is(hint, data)) listener(data.changed);
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
