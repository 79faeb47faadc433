import { connectSession } from '@fluxstudio/plugin-sdk/source/worker/connect-session.ts';
import type { IsolateFactory } from '../../src/sandbox/isolate.ts';
import { loopbackIsolates } from '../../src/sandbox/loopback-isolate.ts';

/** The plugin's side in the page itself: real wire, no walls. */
export function pageLoopback(): IsolateFactory {
  return loopbackIsolates((port) =>
    connectSession(port, {
      importModule: (url) => import(url),
      importScript: () => {
        throw new Error('a page has no importScripts');
      },
      createUrl: (source) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' })),
      revokeUrl: URL.revokeObjectURL,
      mapStack: (stack) => stack,
    }),
  );
}
