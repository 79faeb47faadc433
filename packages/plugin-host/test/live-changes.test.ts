import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { noLocks, type StartupLocks } from '../src/activation/startup-locks.ts';
import type { PluginHost } from '../src/host-options.ts';
import { silentTabs } from '../src/tabs/tab-channel.ts';
import { createMemoryBackend } from './support/memory-backend.ts';
import { createNodeHost } from './support/node-host.ts';
import { testManifest } from './support/test-manifest.ts';

let host: PluginHost | undefined;
afterEach(() => host?.dispose());

/** A host whose back end tells of changes when the test says so. */
function watched(locks: StartupLocks = noLocks) {
  const watches: { onChange(): void; signal: AbortSignal }[] = [];
  const backend = {
    ...createMemoryBackend({ one: { code: '' }, two: { code: '' } }),
    watch: (onChange: () => void, signal: AbortSignal) => void watches.push({ onChange, signal }),
  };
  const posted = vi.fn();
  const made = createNodeHost({}, { backend, locks, tabs: { ...silentTabs, post: posted } });
  host = made.host;
  return { host: made.host, backend, watches, posted };
}

describe('changes that the back end tells of', () => {
  it('are shown without a new start, and told to the other tabs', async () => {
    const { host, backend, watches, posted } = watched();
    expect(watches).toEqual([]);
    await host.start();
    await host.start();
    expect(watches).toHaveLength(1);

    await backend.install(testManifest('one'), []);
    expect(host.registry.isInstalled('one')).toBe(false);
    watches[0]?.onChange();
    await vi.waitFor(() => expect(host.registry.isInstalled('one')).toBe(true));
    expect(posted).toHaveBeenCalledTimes(1);
  });

  it('are not watched any more when the host is closed', async () => {
    const { host, watches } = watched();
    await host.start();
    expect(watches[0]?.signal.aborted).toBe(false);
    await host.dispose();
    expect(watches[0]?.signal.aborted).toBe(true);
  });

  it('are watched by the tab whose turn it is', async () => {
    const turns: (() => void)[] = [];
    const asked: string[] = [];
    const { host, watches } = watched({
      hold(name, onHeld) {
        asked.push(name);
        turns.push(onHeld);
        return toDisposable(() => undefined);
      },
    });
    await host.start();
    // No plugin can have that id.
    expect(asked).toEqual([':events']);
    expect(watches).toEqual([]);
    turns[0]?.();
    expect(watches).toHaveLength(1);
  });
});
