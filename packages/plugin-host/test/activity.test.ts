import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import { implementNamespace } from '../src/index.ts';
import { createNodeHost, nodeLoopback } from './support/node-host.ts';

const board = defineNamespace('board', {
  docs: 'A board.',
  permissions: { board: { title: 'Use the board', description: 'See and change it.' } },
  methods: {
    add: { kind: 'call', permission: 'board', args: v.strictTuple([]), result: v.string(), docs: 'Adds.' },
    later: { kind: 'call', permission: 'board', args: v.strictTuple([]), result: v.string(), docs: 'Adds.' },
  },
});

const code = `
  export function activate(context, api) {
    const outcome = (call) => call.then(() => 'ok', (error) => error.code);
    api.commands.register('add', () => outcome(api.board.add()));
    api.commands.register('later', () => outcome(api.board.later()));
    api.commands.register('ask', () => outcome(api.permissions.request('files:read')));
  }`;

let current: ReturnType<typeof createNodeHost> | undefined;
afterEach(() => current?.host.dispose());

/** Time passes only while the app answers: 40 milliseconds for each call, and when a test says so. */
async function setUp(permissions: readonly string[]) {
  let now = 0;
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const namespace = implementNamespace(board, () => ({
    add() {
      pass(40);
      return 'added';
    },
    async later() {
      pass(40);
      return 'added';
    },
  }));
  current = createNodeHost(
    { painter: { code, manifest: { permissions: ['commands', 'board'], optionalPermissions: ['files'] } } },
    { namespaces: [namespace], clock: { ...systemClock, now: () => now } },
  );
  const { host, run, consent } = current;
  await run('painter', permissions);
  const activity = await host.loadActivity();
  const look = () => {
    pass(1000);
    return activity.getSnapshot('painter');
  };
  return { host, consent, look, pass, execute: (name: string) => host.commands.execute(`painter.${name}`) };
}

it('counts what a plugin calls, and how long the app took', async () => {
  const { look, execute } = await setUp(['commands', 'board']);
  const before = look();
  for (const name of ['add', 'later', 'add']) expect(await execute(name)).toBe('ok');
  const after = look();
  expect(after.calls - before.calls).toBe(3);
  expect(after).toMatchObject({ errors: 0, p95: 40, crashes: 0 });
  expect(after.callsLastMinute).toBe(after.calls);
  expect(after.bytesReceived).toBeGreaterThan(before.bytesReceived);
});

it('counts a call that is refused as one that failed', async () => {
  const { look, execute } = await setUp(['commands']);
  expect(await execute('add')).toBe('PERMISSION_DENIED');
  expect(look()).toMatchObject({ errors: 1 });
});

it('does not hold the time of the user against the app', async () => {
  const { look, execute, consent, pass } = await setUp(['commands', 'board']);
  const before = look().calls;
  const asking = execute('ask');
  const { answer } = await consent.next();
  pass(50_000);
  answer({ granted: [] });
  await asking;
  expect(look().calls).toBe(before + 1);
  expect(look().p95).toBe(0);
});

it('goes on after a restart, counts crashes, and begins anew after an uninstall', async () => {
  const { host, look, execute } = await setUp(['commands', 'board']);
  await execute('add');
  const { calls, bytesReceived } = look();
  await host.registry.deactivate('painter');
  expect(look()).toMatchObject({ calls, crashes: 0 });
  await host.registry.activate('painter');
  expect(look().calls).toBeGreaterThan(calls);
  expect(look().bytesReceived).toBeGreaterThan(bytesReceived);
  const died = new Promise<void>((resolve) => {
    host.registry.on('plugin:error', () => resolve());
  });
  host.registry.activeSandboxes
    .get('painter')
    ?.dispose(new PluginError('LIMIT_EXCEEDED', 'It flooded the page'));
  await died;
  expect(look().crashes).toBe(1);
  await host.registry.uninstall('painter');
  expect(look()).toMatchObject({ calls: 0, crashes: 0, bytesReceived: 0 });
});

it('knows how fast a silent plugin answers its heartbeat', async () => {
  current = createNodeHost(
    { painter: { code: 'export function activate() {}' } },
    { sandbox: { isolation: nodeLoopback(), deadlines: { heartbeat: 20 } } },
  );
  await current.run('painter', []);
  const activity = await current.host.loadActivity();
  await vi.waitFor(() => expect(activity.getSnapshot('painter').heartbeatLag).toBeGreaterThan(0), 5000);
});
