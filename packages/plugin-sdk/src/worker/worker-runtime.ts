/**
 * The script of a plugin's worker. It takes what it needs from the global scope, takes the port, removes the rest, and only
 * then lets plugin code in. Built into one classic script that the host carries as a string.
 */
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { createPeer } from '@fluxstudio/plugin-protocol/rpc/peer';
import type { ActivateParams, SnapshotState } from '@fluxstudio/plugin-protocol/session';
import { neuterGlobals } from './globals.ts';
import { loadModule, type ModuleLoader } from './load-module.ts';
import { createPluginSession } from './plugin-session.ts';

interface WorkerScope extends EventTarget {
  importScripts(url: string): void;
}

const scope = globalThis as unknown as WorkerScope;

const createObjectUrl = URL.createObjectURL.bind(URL);
/** The source behind each blob URL: WebKit ignores `sourceURL` comments, so stacks are rewritten on their way out. */
const sources = new Map<string, string>();

const loader: ModuleLoader = {
  importModule: (url) => import(url),
  importScript: scope.importScripts.bind(scope),
  createUrl(source, name) {
    const url = createObjectUrl(new Blob([`${source}\n//# sourceURL=${name}`], { type: 'text/javascript' }));
    sources.set(url, name);
    return url;
  },
  revokeUrl: URL.revokeObjectURL.bind(URL),
};

function mapStack(stack: string): string {
  let mapped = stack;
  for (const [url, name] of sources) mapped = mapped.replaceAll(url, name);
  return mapped;
}

function connect(port: MessagePort): void {
  const peer = createPeer({
    post: (batch, transfer) => port.postMessage(batch, transfer),
    dispatch(method, args) {
      switch (method) {
        case 'load':
          return session.load(args[0] as string, args[1] as string);
        case 'activate':
          return session.activate(args[0] as ActivateParams);
        case 'deactivate':
          return session.deactivate();
        case 'ping':
          return undefined;
        case 'snapshot':
          return session.snapshot(args[0] as string, args[1] as SnapshotState);
        default:
          throw new PluginError('NOT_FOUND', `The worker has no method ${method}`);
      }
    },
    mapStack,
    onNotifyError: (error) => session.reportFault(error),
  });
  const session = createPluginSession(peer, mapStack, (code, pluginId) => loadModule(code, pluginId, loader));

  scope.addEventListener('error', (event) => session.reportFault((event as ErrorEvent).error ?? event));
  scope.addEventListener('unhandledrejection', (event) =>
    session.reportFault((event as PromiseRejectionEvent).reason),
  );

  const stubborn = neuterGlobals(scope);
  if (stubborn.length > 0) throw new PluginError('SANDBOX_FAILED', `Could not remove ${stubborn.join(', ')}`);
  port.onmessage = ({ data }: MessageEvent<unknown>) => peer.receive(data);
}

scope.addEventListener(
  'message',
  (event) => {
    event.stopImmediatePropagation();
    const port = (event as MessageEvent).ports[0];
    if (port) connect(port);
  },
  { once: true },
);
