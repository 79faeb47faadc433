import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { CREDIT } from '@fluxstudio/plugin-protocol/flow-control';
import { createPeer } from '@fluxstudio/plugin-protocol/rpc/peer';
import { streamReferences } from '@fluxstudio/plugin-protocol/rpc/references';
import { transferring } from '@fluxstudio/plugin-protocol/rpc/transfer';
import type { ActivateParams, SnapshotState } from '@fluxstudio/plugin-protocol/session';
import { evaluateCommonJs, loadModule, type ModuleLoader } from './load-module.ts';
import { createFetch, type PluginFetch } from './network.ts';
import { createOutbox } from './outbox.ts';
import { createPluginSession, type PluginSession } from './plugin-session.ts';
import { linkPort } from './port-link.ts';

/** The plugin's side of a connection: the session, and the way to end it. */
export interface ConnectedSession extends Disposable {
  readonly session: PluginSession;
  /** What stands in for the global `fetch`. */
  readonly fetch: PluginFetch;
}

/** Joins a port and a plugin session. The worker uses it behind its walls, tests without any. */
export function connectSession(port: MessagePort, loader: ModuleLoader): ConnectedSession {
  const link = linkPort(port);
  const outbox = createOutbox(link.post);
  const { mapStack } = loader;
  const peer = createPeer({
    post: transferring(outbox.post),
    references: streamReferences(),
    dispatch(method, args) {
      switch (method) {
        case 'load':
          return session.load(args[0] as string, args[1] as string);
        case 'activate':
          return session.activate(args[0] as ActivateParams);
        case 'export':
          return session.callExport(args[0] as string, args[1] as unknown[]);
        case 'deactivate':
          return session.deactivate();
        case 'ping':
          return undefined;
        case CREDIT:
          return outbox.credit(args[0] as number);
        case 'snapshot':
          return session.snapshot(args[0] as string, args[1] as SnapshotState);
        default:
          throw new PluginError('NOT_FOUND', `The worker has no method ${method}`);
      }
    },
    mapStack,
    onNotifyError: (error) => session.reportFault(error),
  });
  const fetch = createFetch(peer);
  const load = (code: string, pluginId: string) => loadModule(code, pluginId, loader);
  const runScript = (source: string, name: string) => evaluateCommonJs(source, name, loader);
  const session = createPluginSession(peer, mapStack, load, { fetch, runScript });
  link.listen(peer.receive);
  const { dispose } = toDisposable(() => {
    peer.close(new PluginError('DISPOSED', 'The connection was closed'));
    link.close();
  });
  return { session, fetch, dispose };
}
