import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { implementNamespace } from '../src/index.ts';
import type { HostNotification } from '../src/services.ts';
import { createNodeHost } from './support/node-host.ts';

const board = defineNamespace('board', {
  docs: 'A board.',
  permissions: { board: { title: 'Use the board', description: 'See and change it.' } },
  methods: {
    size: { kind: 'snapshot', permission: 'board', result: v.number(), docs: 'How much is on it.' },
    add: { kind: 'call', permission: 'board', args: v.strictTuple([]), result: v.string(), docs: 'Adds.' },
  },
});

const code = `
  export function activate(context, api) {
    const read = () => { try { return api.board.size() } catch (error) { return error.code } };
    const call = () => api.board.add().catch((error) => error.code);
    api.permissions.onDidChange((change) => context.log.info('changed', change, api.permissions.getAll(), read()));
    api.commands.register('look', async () => [await call(), read(), api.permissions.getAll()]);
    api.commands.register('ask', () => api.permissions.request('board'));
  }`;

let current: ReturnType<typeof createNodeHost> | undefined;
afterEach(() => current?.host.dispose());

function setUp() {
  const namespace = implementNamespace(board, () => ({
    size: { get: () => 3, subscribe: () => ({ dispose() {} }) },
    add: () => 'added',
  }));
  const manifest = { permissions: ['commands'], optionalPermissions: ['board'] };
  current = createNodeHost({ painter: { code, manifest } }, { namespaces: [namespace] });
  return current;
}

describe('a permission that changes while the plugin runs', () => {
  it('is held from the next call on when it is revoked, and what it guards is withheld', async () => {
    const { host, run, untilLog } = setUp();
    await run('painter', ['commands', 'board']);
    const look = () => host.commands.execute('painter.look');
    expect(await look()).toEqual(['added', 3, ['commands', 'board']]);
    await host.registry.grants.set('painter', ['commands']);
    expect(await look()).toEqual(['PERMISSION_DENIED', 'PERMISSION_DENIED', ['commands']]);
    // When the plugin hears of it, its copies are already those of after.
    const { args } = await untilLog(({ args }) => args[0] === 'changed');
    expect(args.slice(1)).toEqual([{ granted: [], revoked: ['board'] }, ['commands'], 'PERMISSION_DENIED']);
  });

  it('is there with the answer when it is granted at run time', async () => {
    const { host, run, consent } = setUp();
    await run('painter', ['commands']);
    const asking = host.commands.execute('painter.ask');
    const { request, answer } = await consent.next();
    expect(request).toMatchObject({ permissions: ['board'], occasion: 'request' });
    answer({ granted: ['board'], session: true });
    expect(await asking).toBe(true);
    expect(await host.commands.execute('painter.look')).toEqual(['added', 3, ['commands', 'board']]);
  });

  it('is logged as data when it is missing', async () => {
    const { host, run, untilLog } = setUp();
    await run('painter', ['commands']);
    await host.commands.execute('painter.look');
    const { error, level, plugin } = await untilLog(({ error }) => error?.code === 'PERMISSION_DENIED');
    expect([level, plugin.id]).toEqual(['warn', 'painter']);
    expect(error?.data).toEqual({ method: 'board.add', permission: 'board', plugin: 'painter' });
  });
});

describe('a plugin of the first generation', () => {
  const legacy = `
    export async function activate(context, api) {
      await api.ui.showNotification({ type: 'info', title: 'Hello' });
      await api.projects.create({ name: 'New', type: 'design' });
      const names = (await api.projects.getAll()).map((project) => project.name);
      api.commands.register('run', async () => [names, await api.commands.execute('app.save')]);
    }`;

  it('keeps working: “projects” reads and writes, “ui” notifies, “commands” runs those of the app', async () => {
    const shown: HostNotification[] = [];
    const project = { id: '1', name: 'New', type: 'design', createdAt: '', updatedAt: '' };
    current = createNodeHost(
      { old: { code: legacy, manifest: { permissions: ['ui', 'projects', 'commands'] } } },
      {
        services: {
          notifications: { show: (notification) => void shown.push(notification) },
          projects: {
            getCurrent: () => null,
            getAll: () => [project],
            open: () => undefined,
            create: () => project,
          },
        },
      },
    );
    const { host, run } = current;
    host.commands.register({ id: 'app.save', title: 'Save' }, () => 'saved');
    await run('old', ['ui', 'projects', 'commands']);
    expect(shown.map(({ title }) => title)).toEqual(['Hello']);
    expect(await host.commands.execute('old.run')).toEqual([['New'], 'saved']);
  });
});
