import { createScope, type Disposable, isDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type StackMapper, toErrorRecord } from '@fluxstudio/plugin-protocol/rpc/error-record';
import type { Peer } from '@fluxstudio/plugin-protocol/rpc/peer';
import { type ActivateParams, type SnapshotState, WORKER_FAULT } from '@fluxstudio/plugin-protocol/session';
import { createNamespaces, type ProxyContext, type SnapshotTable } from './api-proxy.ts';
import type { PluginModule } from './load-module.ts';

/** The life of one plugin inside its worker: load once, activate once, deactivate once. */
export interface PluginSession {
  load(code: string, pluginId: string): Promise<void>;
  activate(params: ActivateParams): Promise<void>;
  deactivate(): Promise<void>;
  /** Calls a function of what `activate()` has returned. */
  callExport(name: string, args: readonly unknown[]): unknown;
  snapshot(name: string, state: SnapshotState): void;
  /** Tells the host about an error nobody caught. */
  reportFault(error: unknown): void;
}

export function createPluginSession(
  peer: Peer,
  mapStack: StackMapper,
  loadModule: (code: string, pluginId: string) => Promise<PluginModule>,
  lent: Pick<ProxyContext, 'fetch' | 'runScript'>,
): PluginSession {
  const snapshots: SnapshotTable = new Map();
  const subscriptions: Disposable[] = [];
  let module: PluginModule | undefined;
  let starting: Promise<void>[] | undefined;
  let exported: unknown;

  function reportFault(error: unknown): void {
    peer.notify(WORKER_FAULT, [toErrorRecord(error, mapStack)]);
  }

  function onSubscribe(ready: Promise<void>): void {
    // During activate() a refused subscription fails the activation, as the synchronous call it stands for would have.
    if (starting) starting.push(ready);
    else ready.catch(reportFault);
  }

  return {
    reportFault,

    async load(code, pluginId) {
      module = await loadModule(code, pluginId);
    },

    async activate({ manifest, apiVersion, shape, snapshots: initial }) {
      if (!module) throw new PluginError('INVALID_STATE', 'activate before load');
      for (const [name, state] of Object.entries(initial)) snapshots.set(name, state);
      const built = createNamespaces(shape, { peer, snapshots, onSubscribe, ...lent });
      // A host without `api.network` lends no `fetch` either.
      if (!built.api.network && globalThis.fetch === lent.fetch) Reflect.deleteProperty(globalThis, 'fetch');
      const context = Object.freeze(
        Object.assign(built.context, { pluginId: manifest.id, manifest, subscriptions }),
      );
      const api = Object.freeze(Object.assign(built.api, { version: apiVersion }));
      starting = [];
      const pending = starting;
      try {
        exported = await module.activate(context, api);
        // One that is answered may make room for another.
        while (pending.length > 0) await Promise.all(pending.splice(0));
      } finally {
        starting = undefined;
        for (const ready of pending) ready.catch(() => undefined);
      }
    },

    callExport(name, args) {
      const functions = Object(exported) as Record<string, unknown>;
      const own = Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (typeof own === 'function') return own.apply(functions, args);
      throw new PluginError('NOT_FOUND', `activate() has returned no function ${name}`);
    },

    async deactivate() {
      const scope = createScope();
      for (const subscription of subscriptions.splice(0))
        if (isDisposable(subscription)) scope.add(subscription);
      try {
        await module?.deactivate?.();
      } finally {
        scope.dispose();
      }
    },

    snapshot(name, state) {
      snapshots.set(name, state);
    },
  };
}
