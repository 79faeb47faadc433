import { describe, expect, it, vi } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { createActivation } from './activation.ts';
import type { StartupLocks } from './startup-locks.ts';

/** Locks of which a test gives out the turns. */
function handLocks() {
  const turns = new Map<string, () => void>();
  const locks: StartupLocks = {
    hold(name, onHeld) {
      turns.set(name, onHeld);
      return { dispose: () => void turns.delete(name) };
    },
  };
  return { turns, locks };
}

function setUp(events: Record<string, string[]>) {
  const plugins = new Map<string, PluginInstance>();
  const listeners = new Set<() => void>();
  const woken: string[] = [];
  const failures: string[] = [];
  const set = (id: string, patch: Partial<PluginInstance> = {}) => {
    const manifest = testManifest(id, { manifestVersion: 2, activationEvents: events[id] ?? [] });
    const before = plugins.get(id);
    plugins.set(id, {
      manifest: before?.manifest ?? manifest,
      state: 'inactive',
      enabled: true,
      settings: {},
      grantedPermissions: [],
      bundle: null,
      installedAt: '',
      updatedAt: '',
      ...before,
      ...patch,
    });
    for (const listener of listeners) listener();
  };
  for (const id of Object.keys(events)) set(id);
  const { turns, locks } = handLocks();
  const activation = createActivation({
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getAll: () => [...plugins.values()],
    async wake(id) {
      woken.push(id);
      if (id === 'broken') throw new Error('no');
      set(id, { state: 'active' });
    },
    locks,
    onFailure: (id) => failures.push(id),
  });
  return { activation, woken, failures, set, turns };
}

describe('activation', () => {
  it('starts with the app only what says so, and the rest when its event happens', async () => {
    const { activation, woken } = setUp({
      always: ['*'],
      png: ['onFileType:png'],
      command: ['onCommand:mix'],
      never: [],
    });
    await activation.begin();
    expect(woken).toEqual(['always']);
    await activation.trigger('onFileType:png');
    await activation.trigger('onCommand:command.mix');
    await activation.trigger('onFileType:png');
    await activation.trigger('constructor');
    expect(woken).toEqual(['always', 'png', 'command']);
  });

  it('goes on where one fails, and leaves that one to the user', async () => {
    const { activation, woken, failures, set } = setUp({ broken: ['onEvent:x'], good: ['onEvent:x'] });
    await activation.trigger('onEvent:x');
    expect([woken, failures]).toEqual([['broken', 'good'], ['broken']]);
    set('broken', { state: 'error' });
    await activation.trigger('onEvent:x');
    expect(woken).toEqual(['broken', 'good']);
  });

  it('leaves alone what the user does not want to run', async () => {
    const { activation, woken, set } = setUp({ off: ['*', 'onEvent:x'] });
    set('off', { enabled: false });
    await activation.begin();
    await activation.trigger('onEvent:x');
    expect(woken).toEqual([]);
    set('off', { enabled: true });
    await vi.waitFor(() => expect(woken).toEqual(['off']));
  });

  it('does background work when it is this tab’s turn, and gives the turn back', async () => {
    const { activation, woken, set, turns } = setUp({ worker: ['onStartup'] });
    await activation.begin();
    expect([woken, [...turns.keys()]]).toEqual([[], ['worker']]);
    turns.get('worker')?.();
    expect(woken).toEqual(['worker']);
    set('worker', { enabled: false, state: 'inactive' });
    expect(turns.size).toBe(0);
    set('worker', { enabled: true });
    expect(turns.size).toBe(1);
    activation.dispose();
    expect(turns.size).toBe(0);
  });

  it('lets another tab try what fails in this one', async () => {
    const { activation, set, turns } = setUp({ worker: ['onStartup'] });
    await activation.begin();
    set('worker', { state: 'error' });
    expect(turns.size).toBe(0);
    set('worker', { state: 'active' });
    expect(turns.size).toBe(1);
  });
});
