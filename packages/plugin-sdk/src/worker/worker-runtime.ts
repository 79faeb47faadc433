/**
 * The script of a plugin's worker. It takes what it needs from the global scope, takes the port, removes the rest, and only
 * then lets plugin code in. Built into one classic script that the host carries as a string.
 */
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { connectSession } from './connect-session.ts';
import { neuterGlobals } from './globals.ts';
import type { ModuleLoader } from './load-module.ts';
import { provideRandomUUID } from './random-uuid.ts';

interface WorkerScope extends EventTarget {
  importScripts(url: string): void;
}

const scope = globalThis as unknown as WorkerScope;

const createObjectUrl = URL.createObjectURL.bind(URL);
/** The source behind each blob URL: WebKit ignores `sourceURL` comments, so stacks are rewritten on their way out. */
const sources: [url: string, name: string][] = [];

const loader: ModuleLoader = {
  importModule: (url) => import(url),
  importScript: scope.importScripts.bind(scope),
  createUrl(source, name) {
    const url = createObjectUrl(new Blob([`${source}\n//# sourceURL=${name}`], { type: 'text/javascript' }));
    sources.push([url, name]);
    return url;
  },
  revokeUrl: URL.revokeObjectURL.bind(URL),
  mapStack(stack) {
    let mapped = stack;
    for (const [url, name] of sources) mapped = mapped.replaceAll(url, name);
    return mapped;
  },
};

/** Taken before any plugin code, like everything in port-link.ts. */
const { apply } = Reflect;
const { preventDefault, stopImmediatePropagation } = Event.prototype;

function start(port: MessagePort): void {
  // Before the port can deliver and before errors are taken over: a scope that keeps something runs no plugin.
  const stubborn = neuterGlobals(scope);
  if (stubborn.length > 0) throw new PluginError('SANDBOX_FAILED', `Could not remove ${stubborn.join(', ')}`);
  provideRandomUUID(crypto);
  const { session, fetch } = connectSession(port, loader);
  // Before the plugin is loaded: libraries look for it while they are evaluated.
  Object.assign(scope, { fetch });
  scope.addEventListener('error', (event) => {
    // Handled here: left alone it would reach the frame, which takes it for a worker that could not be started.
    apply(preventDefault, event, []);
    session.reportFault((event as ErrorEvent).error ?? event);
  });
  scope.addEventListener('unhandledrejection', (event) =>
    session.reportFault((event as PromiseRejectionEvent).reason),
  );
}

scope.addEventListener(
  'message',
  (event) => {
    apply(stopImmediatePropagation, event, []);
    const port = (event as MessageEvent).ports[0];
    if (port) start(port);
  },
  { once: true },
);
