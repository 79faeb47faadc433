import type { ApiShape } from '@fluxstudio/plugin-protocol/api/api';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { fromErrorRecord } from '@fluxstudio/plugin-protocol/rpc/error-record';
import type { Peer } from '@fluxstudio/plugin-protocol/rpc/peer';
import type { SnapshotState } from '@fluxstudio/plugin-protocol/session';
import type { PluginFetch } from './network.ts';
import { type Drive, rememberViews } from './open-views.ts';
import { createPanelLender } from './panel-lender.ts';
import { lendWebview } from './webview-lender.ts';

type Member = (...args: unknown[]) => unknown;
type NamespaceObject = Record<string, Member>;

/** Keeps what the host mirrors: the newest state of each snapshot, by wire name. */
export type SnapshotTable = Map<string, SnapshotState>;

export interface ProxyContext {
  peer: Peer;
  snapshots: SnapshotTable;
  /** Told about each subscription's answer, so that a refused one is not lost. */
  onSubscribe(ready: Promise<void>): void;
  /** The one behind the global `fetch`, so that both are the same function. */
  fetch: PluginFetch;
  /** Evaluates a script of the host, and returns its exports. */
  runScript(source: string, name: string): unknown;
}

/**
 * Builds the objects behind `api` and `context` from the shape the host sent. They are plain frozen objects without a
 * prototype: `await api.commands` is the namespace itself, and a name that is not in the contract is `undefined`.
 */
export function createNamespaces(
  shape: readonly ApiShape[],
  context: ProxyContext,
): Record<'api' | 'context', Record<string, unknown>> {
  const built = { api: bare<unknown>(), context: bare<unknown>() };
  const all: NamespaceObject[] = [];
  for (const { name, on, methods } of shape) {
    const namespace = bare<Member>();
    for (const [key, { kind, callbacks }] of Object.entries(methods)) {
      namespace[key] = createMember(`${name}.${key}`, kind, callbacks === true, context);
    }
    const decorate = decorators[name];
    const made = decorate ? decorate(namespace, context) : namespace;
    // A dot is a namespace in another one, which comes first: `storage.sync`.
    const path = name.split('.');
    const last = path.pop() as string;
    path.reduce((owner, part) => owner[part] as typeof owner, built[on])[last] = made;
    all.push(made);
  }
  all.forEach(Object.freeze);
  return built;
}

function createMember(
  method: string,
  kind: ApiShape['methods'][string]['kind'],
  callbacks: boolean,
  { peer, snapshots, onSubscribe }: ProxyContext,
): Member {
  switch (kind) {
    case 'call':
      return (...args) => peer.call(method, args, { references: callbacks, deadline: 0 });
    case 'notify':
      return (...args) => peer.notify(method, args);
    case 'subscribe':
      return (...args): Disposable => {
        const subscription = peer.subscribe(method, args, { references: callbacks, deadline: 0 });
        onSubscribe(subscription.ready);
        return { dispose: () => subscription.dispose() };
      };
    case 'snapshot':
      return (path) => {
        const state = snapshots.get(method);
        if (state === undefined) return undefined;
        if (!state.ok) throw fromErrorRecord(state.error);
        return structuredClone(typeof path === 'string' ? atPath(state.value, path) : state.value);
      };
  }
}

/** Members whose plugin-side shape is richer than what can travel. */
const decorators: Record<string, (namespace: NamespaceObject, context: ProxyContext) => NamespaceObject> = {
  workspace(namespace) {
    const listen = namespace.onDidChangeConfiguration;
    if (listen) {
      namespace.onDidChangeConfiguration = (listener) =>
        listen(
          typeof listener === 'function' ? (change: unknown) => listener(withAffects(change)) : listener,
        );
    }
    return namespace;
  },
  /** A text that has no translation stands for itself. */
  l10n(namespace) {
    const { getTexts } = namespace;
    namespace.t = (text, ...values) => fill((getTexts?.(text) ?? text) as string, values);
    return namespace;
  },
  /** The functions of another plugin, as if they were here. */
  extensions(namespace) {
    const { getAll, call } = namespace;
    namespace.getExports = (id) => {
      const all = (getAll?.() ?? []) as { id: string; functions: string[] }[];
      const found = all.find((one) => one.id === id);
      if (!found)
        throw new PluginError('NOT_FOUND', `${id} is no dependency of this plugin that is installed`);
      const functions = bare<Member>();
      for (const name of found.functions) functions[name] = (...args) => call?.(id, name, ...args);
      return Object.freeze(functions);
    };
    return namespace;
  },
  /** A function draws here, and the host only has its operations. A progress lasts as long as what it is for, however that ends. */
  ui(namespace, { runScript }) {
    const { startProgress, reportProgress, registerPanel, showModal, updatePanel, postToWebview } = namespace;
    const panels = createPanelLender(runScript, (view, operations) => updatePanel?.(view, operations));
    const lend = (component: unknown): [lent: unknown, closeAll?: () => void] => {
      if (typeof component === 'function') {
        const { drive, closeAll } = rememberViews(panels.lend(component as Member));
        return [drive, closeAll];
      }
      const lent = lendWebview(component, (view, post) => postToWebview?.(view, post));
      const content = Object(lent) as { readonly drive?: Drive };
      if (!content.drive) return [lent];
      const { drive, closeAll } = rememberViews(content.drive);
      return [{ ...content, drive }, closeAll];
    };
    namespace.registerPanel = (panel, component) => {
      const [lent, closeAll] = lend(component);
      const registration = registerPanel?.(panel, lent) as Disposable;
      return {
        dispose() {
          registration.dispose();
          closeAll?.();
        },
      };
    };
    namespace.showModal = (component, options) => showModal?.(lend(component)[0], options);
    namespace.withProgress = async (options, task) => {
      const stop = new AbortController();
      const id = await startProgress?.(options, () => stop.abort());
      try {
        return await (task as Member)((report: unknown) => reportProgress?.(id, report), stop.signal);
      } finally {
        reportProgress?.(id, null);
      }
    };
    return namespace;
  },
  network: (namespace, { fetch }) => Object.assign(namespace, { fetch }),
  /** A log line must never fail: what cannot travel goes as text. */
  log(namespace) {
    for (const [level, write] of Object.entries(namespace))
      namespace[level] = (...args) => write(...args.map(loggable));
    return namespace;
  },
};

/** Puts values in the place of `{0}` or, when the first one is an object, of `{name}`. What has no value stays as it is. */
function fill(text: string, values: readonly unknown[]): string {
  const [first] = values;
  const named = typeof first === 'object' && first ? first : { ...values };
  return text.replace(/\{(\w+)\}/g, (hole, name) => `${atPath(named, name) ?? hole}`);
}

function loggable(value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? String(value);
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}

function withAffects(change: unknown): unknown {
  const keys = (change as { keys: string[] }).keys;
  return {
    keys,
    affectsConfiguration: (section: string) =>
      keys.some((key) => key === section || key.startsWith(`${section}.`) || section.startsWith(`${key}.`)),
  };
}

/** The value under a whole key first, for settings whose names contain dots, then step by step. */
function atPath(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const head = path.slice(0, dot);
  return Object.hasOwn(value, head)
    ? atPath((value as Record<string, unknown>)[head], path.slice(dot + 1))
    : undefined;
}

function bare<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
