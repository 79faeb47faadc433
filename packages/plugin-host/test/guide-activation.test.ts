import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { createManualClock } from '@fluxstudio/plugin-sdk/source/testing/manual-clock.ts';
import { letMessagesArrive } from '@fluxstudio/plugin-sdk/source/testing/turns.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { activationEventsOf } from '../src/activation/activation-events.ts';
import { noLocks, type StartupLocks } from '../src/activation/startup-locks.ts';
import { createPluginHost } from '../src/create-host.ts';
import type { PluginHost, PluginHostOptions } from '../src/host-options.ts';
import { DEFAULT_DEADLINES } from '../src/sandbox/deadlines.ts';
import { silentTabs } from '../src/tabs/tab-channel.ts';
import { type Guide, messagesOf, readGuide } from './support/guide.ts';
import { createMemoryBackend, type TestPlugin } from './support/memory-backend.ts';
import { nodeLoopback } from './support/node-host.ts';
import { testManifest } from './support/test-manifest.ts';
import { visit } from './support/visit.ts';

// The code, the figures and the messages of docs/activation.md, as they stand there.

let guide: Guide;
let palette: TestPlugin;
const messages = new Set<string>();
const hosts: PluginHost[] = [];

beforeAll(async () => {
  guide = await readGuide('activation.md');
  palette = await guide.plugin('color-palette');
});
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.dispose())));
afterAll(() => {
  expect(guide.unused()).toEqual([]);
  expect([...messagesOf(guide.text)].sort()).toEqual([...messages].sort());
});

async function open(options: Partial<PluginHostOptions> = {}, plugin: Partial<TestPlugin> = {}) {
  const visited = await visit({ 'color-palette': { ...palette, ...plugin } }, options);
  hosts.push(visited.host);
  return visited;
}

/** Notes the message of an error that the page shows. */
async function fails(work: Promise<unknown>, code: string): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code });
  if (error instanceof Error) messages.add(error.message);
}

/** The back end of a user who has the plugin from an earlier visit. */
async function backendOfUser() {
  const backend = createMemoryBackend({ 'color-palette': palette });
  await backend.install(testManifest('color-palette', palette.manifest), ['commands']);
  await backend.setActive('color-palette', true);
  return backend;
}

/** Runs a block that creates a host, with what a test has in the place of a browser. */
async function run(block: string, values: object, around: Partial<PluginHostOptions> = {}) {
  let made: PluginHost | undefined;
  const create = (options: PluginHostOptions) => {
    const deadlines = { heartbeat: Infinity };
    const sandbox = { ...options.sandbox, isolation: nodeLoopback(), deadlines };
    made = createPluginHost({ ...options, locks: noLocks, tabs: silentTabs, ...around, sandbox });
    hosts.push(made);
    return made;
  };
  await guide.run(block, { ...values, createPluginHost: create, userId: 'user' });
  if (!made) throw new Error(`${block} has made no host`);
  return made;
}

const count = (host: PluginHost) => host.commands.execute('color-palette.count');

it('names the events that start the example', () => {
  const events = [...activationEventsOf(testManifest('color-palette', palette.manifest))];
  const sentence = guide.text.slice(
    guide.text.indexOf('It starts for'),
    guide.text.indexOf('Names are full'),
  );
  expect([...sentence.matchAll(/`([^`]+)`/g)].map(([, event]) => event).sort()).toEqual(events.sort());
});

it.each(['open', 'calls'])('starts the plugin by the block %s, not before', async (block) => {
  const { host, running } = await open();
  expect([running(), host.commands.getSnapshot().length]).toEqual([[], 1]);
  await guide.run(block, { host });
  expect(running()).toEqual(['color-palette']);
});

it('looks at the back end again', async () => {
  const { host } = await open();
  await host.backend.uninstall('color-palette');
  await guide.run('refresh', { host });
  expect(host.registry.isInstalled('color-palette')).toBe(false);
});

it('gives the event that woke it', async () => {
  const { host, running } = await open();
  await guide.run('emit', { host });
  await vi.waitFor(async () => expect(await count(host)).toEqual(['Poster']));
  expect(running()).toEqual(['color-palette']);
});

it('takes turns for onStartup', async () => {
  const turns = new Map<string, () => void>();
  const locks: StartupLocks = {
    hold(name, onHeld) {
      turns.set(name, onHeld);
      return { dispose: () => undefined };
    },
  };
  const manifest = { ...palette.manifest, activationEvents: ['onStartup'] };
  const { running } = await open({ locks }, { manifest });
  expect(running()).toEqual([]);
  turns.get('color-palette')?.();
  await vi.waitFor(() => expect(running()).toEqual(['color-palette']));
});

it('stops one that has nothing to do, and starts it again', async () => {
  const clock = createManualClock();
  const backend = await backendOfUser();
  const host = await run('rest', { backend }, { clock });
  await host.start();
  await count(host);
  // The part of the host that looks after it is there.
  await import('../src/activation/idle-shutdown.ts');
  await letMessagesArrive();
  const states = [];
  for (const passed of [9, 10]) {
    await clock.advance(passed * 60_000, letMessagesArrive);
    states.push(host.registry.getPlugin('color-palette')?.state);
  }
  expect(states).toEqual(['active', 'inactive']);
  expect(await count(host)).toEqual([]);
});

it('has the deadlines of the code', () => {
  const rows = [...guide.text.matchAll(/\| (\d+) \| `(\w+)` \|/g)];
  expect(Object.fromEntries(rows.map(([, seconds, name]) => [name, Number(seconds) * 1000]))).toEqual(
    DEFAULT_DEADLINES,
  );
});

describe('errors', () => {
  it('of one that is not enabled, and of one that is given up', async () => {
    const { host } = await open();
    await host.registry.deactivate('color-palette');
    await fails(host.registry.wake('color-palette'), 'INVALID_STATE');
    const starting = host.registry.activate('color-palette');
    await host.registry.deactivate('color-palette');
    await fails(starting, 'ABORTED');
    await host.dispose();
    await fails(host.registry.activate('color-palette'), 'DISPOSED');
  });

  it('of safe mode, where nothing is shown', async () => {
    const location = { search: '?safeMode' };
    const host = await run('safe-mode', { backend: await backendOfUser(), location });
    await host.start();
    expect([host.safeMode, host.commands.getSnapshot()]).toEqual([true, []]);
    await fails(host.registry.activate('color-palette'), 'INVALID_STATE');
  });

  it('of one that crashes, until the user tries again', async () => {
    const { host } = await open();
    for (let crashes = 0; crashes < 3; crashes++) {
      await count(host);
      host.registry.activeSandboxes
        .get('color-palette')
        ?.dispose(new PluginError('LIMIT_EXCEEDED', 'it flooded the page'));
    }
    const plugin = () => host.registry.getPlugin('color-palette');
    await vi.waitFor(() => expect(plugin()?.state).toBe('disabled'));
    expect(plugin()?.error?.code).toBe('CRASH_LOOP');
    messages.add(plugin()?.error?.message ?? '');
    await fails(host.registry.wake('color-palette'), 'INVALID_STATE');
    await host.registry.activate('color-palette');
    expect(plugin()?.state).toBe('active');
  });

  it('of one that does not start, or does not do what it says', async () => {
    const code = `
      export function activate(context) {
        context.log.info('begun');
        throw new Error('no colours');
      }`;
    const { host, logs } = await open({}, { code });
    const starts = () => logs.filter(({ args }) => args[0] === 'begun').length;
    await fails(count(host), 'ACTIVATION_FAILED');
    // Events and commands leave it alone, its user tries again.
    await host.activateByEvent('onFileType:ase');
    await fails(count(host), 'ACTIVATION_FAILED');
    expect(starts()).toBe(1);
    await fails(host.registry.activate('color-palette'), 'ACTIVATION_FAILED');
    expect(starts()).toBe(2);

    const lost = { ...palette.manifest, contributes: { commands: [{ id: 'lost', title: 'Lost' }] } };
    const { host: other } = await open({}, { manifest: lost });
    await fails(other.commands.execute('color-palette.lost'), 'NOT_FOUND');
  });

  it('of one that takes too long', async () => {
    const clock = createManualClock();
    const code = `
      export function activate(context) {
        context.log.info('begun');
        return new Promise(() => undefined);
      }`;
    const { host, untilLog } = await open({ clock }, { code });
    const answer = fails(count(host), 'DEADLINE_EXCEEDED');
    await untilLog(({ args }) => args[0] === 'begun');
    await clock.advance(DEFAULT_DEADLINES.activate, async () => undefined);
    await answer;
  });
});
