import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { PluginRegistry } from '../../src/registry/plugin-registry.ts';
import type { PluginRegistryOptions } from '../../src/registry/registry-options.ts';
import type { PluginSandbox } from '../../src/sandbox/plugin-sandbox.ts';
import type { ConsentDecision, ConsentRequest } from '../../src/services.ts';
import { createMemoryBackend, type MemoryBackend } from './memory-backend.ts';
import { testManifest } from './test-manifest.ts';

/** A question to the user that a test answers. */
export interface OpenQuestion {
  readonly request: ConsentRequest;
  readonly signal: AbortSignal;
  answer(decision: ConsentDecision): void;
}

/** Answers questions in a test; each waits until somebody takes it. */
export function createTestConsent() {
  const open: OpenQuestion[] = [];
  const waiting: ((question: OpenQuestion) => void)[] = [];
  return {
    service: {
      ask: (request: ConsentRequest, signal: AbortSignal) =>
        new Promise<ConsentDecision>((answer) => {
          const question = { request, signal, answer };
          const taker = waiting.shift();
          if (taker) taker(question);
          else open.push(question);
        }),
    },
    /** The next question, as soon as there is one. */
    next: () =>
      new Promise<OpenQuestion>((resolve) => {
        const question = open.shift();
        if (question) resolve(question);
        else waiting.push(resolve);
      }),
    /** Questions nobody has taken. */
    open,
  };
}

/** The registry over a back end in memory. A plugin "runs" without a sandbox; its starts and stops are in `steps`. */
export function createTestRegistry({
  backend = createMemoryBackend({ alpha: { code: 'a' } }),
  ...options
}: Partial<PluginRegistryOptions> & { backend?: MemoryBackend } = {}) {
  const consent = createTestConsent();
  const steps: string[] = [];
  const failing = new Set<string>();
  const registry = new PluginRegistry({
    backend,
    consent: consent.service,
    clearStorage: async () => undefined,
    start: async ({ manifest: { version } }) => {
      steps.push(`start ${version}`);
      if (failing.has(version)) throw new Error(`${version} is broken`);
      // The registry uses this much of a sandbox and no more.
      const sandbox = { closed: undefined, onDidClose: () => ({ dispose() {} }) } as unknown as PluginSandbox;
      return { sandbox, idleFor: () => 0, stop: async () => void steps.push(`stop ${version}`) };
    },
    ...options,
  });
  return {
    registry,
    backend,
    consent,
    steps,
    failing,
    /** Installs the plugin `alpha`. */
    install: (manifest: Partial<PluginManifestInput> = {}, permissions: readonly string[] = []) =>
      registry.install(testManifest('alpha', manifest), { permissions }),
    update: (manifest: Partial<PluginManifestInput> = {}) =>
      registry.update('alpha', testManifest('alpha', { version: '2.0.0', ...manifest })),
    plugin: () => registry.getPlugin('alpha'),
  };
}
