import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PermissionPrompt } from '../consent/use-permission-prompt.tsx';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { originOf, type PluginOrigin } from '../ui/published-by.ts';
import { findInstallNeeds, type InstallNeed, isStopped, stopped } from './marketplace-install.ts';

/** How far the install of one plugin has come. */
export type InstallState =
  | { readonly phase: 'preparing' }
  | { readonly phase: 'installing'; readonly name: string; readonly step: number; readonly steps: number }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Asks the user about what a plugin needs: install it as well, leave it out, or leave it all. */
export interface NeedsQuestion {
  readonly manifest: PluginManifest;
  readonly needs: readonly InstallNeed[];
  answer(decision: 'all' | 'only' | 'none'): void;
}

export interface MarketplaceInstall {
  /** By plugin id; nothing for a plugin with which nothing is going on. */
  readonly states: ReadonlyMap<string, InstallState>;
  readonly question: NeedsQuestion | null;
  install(manifest: PluginManifest): void;
  /** Stops what has not begun yet: the plugin that is being installed is installed. */
  cancel(pluginId: string): void;
  /** Forgets a failure. */
  dismiss(pluginId: string): void;
}

export interface MarketplaceInstallOptions {
  /** Asks for consent; `null` is a no. */
  onAsk: PermissionPrompt;
  onInstall(manifest: PluginManifest, permissions: string[]): Promise<void>;
}

/** Installs plugins, each after those that it depends on, and says how it goes. */
export function useMarketplaceInstall({ onAsk, onInstall }: MarketplaceInstallOptions): MarketplaceInstall {
  const { registry, backend } = usePluginHost();
  const [states, setStates] = useState<ReadonlyMap<string, InstallState>>(new Map());
  const [question, setQuestion] = useState<NeedsQuestion | null>(null);
  const running = useRef(new Map<string, AbortController>());
  const callbacks = useRef({ onAsk, onInstall });
  callbacks.current = { onAsk, onInstall };

  const put = useCallback((id: string, state: InstallState | null) => {
    setStates((before) => {
      const after = new Map(before);
      if (state) after.set(id, state);
      else after.delete(id);
      return after;
    });
  }, []);

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort(stopped());
    };
  }, []);

  const run = useCallback(
    async (manifest: PluginManifest, signal: AbortSignal): Promise<void> => {
      const { id } = manifest;
      const steps: Step[] = [];
      const find = backend.getMarketplacePlugin?.bind(backend);
      if (find) put(id, { phase: 'preparing' });
      if (find && Object.keys(manifest.dependencies ?? {}).length > 0) {
        const needs = await findInstallNeeds(manifest, {
          versionOf: (other) => registry.getPlugin(other)?.manifest.version,
          find,
          signal,
        });
        if (needs.length > 0) {
          const decision = await ask(manifest, needs, signal, setQuestion);
          if (decision === 'none') return;
          if (decision === 'all') steps.push(...installable(needs));
        }
      }
      // Without an answer it is the manifest's word that is shown, as what it is.
      const origin = await find?.(id, { signal }).then(originOf, () => undefined);
      steps.push({ manifest, origin });
      for (const [index, { manifest: next, origin }] of steps.entries()) {
        signal.throwIfAborted();
        const permissions = await callbacks.current.onAsk(next, origin);
        if (!permissions) return;
        signal.throwIfAborted();
        put(id, { phase: 'installing', name: next.name, step: index + 1, steps: steps.length });
        // It may have come meanwhile, as something that another one needs.
        if (next === manifest || !registry.isInstalled(next.id))
          await callbacks.current.onInstall(next, permissions);
      }
    },
    [backend, registry, put],
  );

  const install = useCallback(
    (manifest: PluginManifest) => {
      const { id } = manifest;
      if (running.current.has(id)) return;
      const controller = new AbortController();
      running.current.set(id, controller);
      put(id, null);
      run(manifest, controller.signal)
        .then(
          () => put(id, null),
          (error: unknown) =>
            put(id, isStopped(error, controller.signal) ? null : { phase: 'failed', error }),
        )
        .finally(() => running.current.delete(id));
    },
    [run, put],
  );

  const cancel = useCallback((id: string) => running.current.get(id)?.abort(stopped()), []);
  const dismiss = useCallback((id: string) => put(id, null), [put]);

  return { states, question, install, cancel, dismiss };
}

/** One plugin to install. */
interface Step {
  readonly manifest: PluginManifest;
  readonly origin: PluginOrigin | undefined;
}

function installable(needs: readonly InstallNeed[]): Step[] {
  return needs.flatMap(({ kind, manifest, origin }) =>
    kind === 'missing' && manifest ? [{ manifest, origin }] : [],
  );
}

function ask(
  manifest: PluginManifest,
  needs: readonly InstallNeed[],
  signal: AbortSignal,
  show: (question: NeedsQuestion | null) => void,
): Promise<'all' | 'only' | 'none'> {
  return new Promise((resolve) => {
    const answer: NeedsQuestion['answer'] = (decision) => {
      signal.removeEventListener('abort', withdraw);
      show(null);
      resolve(decision);
    };
    const withdraw = () => answer('none');
    if (signal.aborted) return resolve('none');
    signal.addEventListener('abort', withdraw);
    show({ manifest, needs, answer });
  });
}
