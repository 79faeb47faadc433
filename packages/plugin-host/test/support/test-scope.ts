import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { createManualClock } from '@fluxstudio/plugin-sdk/source/testing/manual-clock.ts';
import { vi } from 'vitest';
import type { PluginScope } from '../../src/api/plugin-scope.ts';
import { testManifest } from './test-manifest.ts';

/** A plugin as the host sees it, for one namespace that is bound alone. Its time stands still. */
export function createTestScope(id: string, manifest: Partial<PluginManifestInput> = {}) {
  const clock = createManualClock();
  const stopped = new AbortController();
  const gesture = { mark: vi.fn(), isOpen: () => false };
  const scope: PluginScope = {
    identity: { id, name: `Plugin ${id}` },
    manifest: testManifest(id, manifest),
    clock,
    gesture,
    signal: stopped.signal,
    own: (registration) => registration,
    waitForUser: (answer) => answer,
    onUse: () => undefined,
    onDenied: () => undefined,
    onError: () => undefined,
  };
  const pass = (milliseconds: number) =>
    clock.advance(milliseconds, () => new Promise((resolve) => setTimeout(resolve)));
  return { scope, clock, gesture, pass, stop: () => stopped.abort() };
}

/** A function of a plugin: the test sees what it is told, and says what it answers. */
export function remoteCallback<A extends unknown[], R>(answer: (...args: A) => R) {
  const notify = vi.fn<(...args: A) => void>();
  const call = async (...args: A) => answer(...args);
  return Object.assign(call, { notify, release: vi.fn() });
}
