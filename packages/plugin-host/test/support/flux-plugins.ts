import type { HostServices } from '../../src/services.ts';

/**
 * Plugins as authors of the app write them, in the three forms a bundle can have. Between them they use every member that the app
 * promises. Each runs as it stands wherever plugins run, and tells what it saw.
 */
export interface FluxPlugin {
  readonly code: string;
  readonly permissions: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What its command `run` answers. */
  readonly expected: unknown;
}

export const FLUX_PLUGINS: Readonly<Record<string, FluxPlugin>> = {
  'default-export': {
    permissions: ['commands', 'ui', 'webview', 'notifications'],
    code: `
      export default {
        activate(context, api) {
          const seen = [];
          context.subscriptions.push(
            api.commands.register('add', (a, b) => a + b),
            api.commands.register('fail', () => { throw Object.assign(new RangeError('too far'), { code: 'E_FAR' }); }),
            api.ui.registerPanel({ id: 'colors', title: 'Colors', location: 'sidebar', defaultSize: { width: 240 } }, { html: '<p>Blue</p>' }),
            api.ui.registerPanel({ id: 'empty', title: 'Empty', location: 'bottomPanel' }),
            api.ui.registerToolbarItem({ id: 'mix', command: 'add', icon: 'palette', location: 'main' }),
          );
          api.commands.register('run', async () => {
            seen.push(typeof api.version, await api.commands.execute('add', 1, 2));
            seen.push(await api.commands.execute('default-export.add', 3, 4), await api.commands.execute('app.echo', { deep: [1] }));
            const failure = await api.commands.execute('fail').catch((error) => error);
            seen.push([failure.name, failure.message, failure.code]);
            seen.push(api.commands.getAll().includes('default-export.add'), (await api.commands) === api.commands);
            await api.ui.showNotification({ type: 'info', title: 'Done', message: 'All of it', duration: 0, actions: [{ label: 'Count', callback: () => seen.push('clicked') }] });
            seen.push(await api.ui.showModal({ html: '<p>Sure?</p>' }));
            const refused = await api.ui.showModal(() => 'drawn').catch((error) => error.code);
            seen.push(refused);
            return seen;
          });
        },
      };`,
    expected: [
      'string',
      3,
      7,
      { deep: [1] },
      ['RangeError', 'too far', 'E_FAR'],
      true,
      true,
      'modal closed',
      'NOT_SUPPORTED',
    ],
  },

  'named-exports': {
    permissions: ['projects', 'files', 'commands'],
    settings: { properties: { base: { key: 'base', type: 'string', title: 'Base', default: 'blue' } } },
    code: `
      const changes = [];
      export function activate(context, api) {
        context.subscriptions.push(
          api.workspace.onDidChangeConfiguration((change) => changes.push([change.affectsConfiguration('base'), change.affectsConfiguration('other')])),
        );
        api.commands.register('run', async () => {
          const seen = [];
          seen.push((await api.projects.getCurrent()).name, (await api.projects.getAll()).length);
          await api.projects.open('p1');
          seen.push((await api.projects.create({ name: 'New', type: 'design' })).name);
          await api.files.write('notes/a.md', '# A');
          seen.push(await api.files.read('notes/a.md'), await api.files.exists('notes/a.md'));
          seen.push((await api.files.list('notes')).map(({ name, type }) => name + ' ' + type));
          await api.files.delete('notes/a.md');
          seen.push(await api.files.exists('notes/a.md'));
          const heard = new Promise((resolve) => api.events.on('mixed', (...args) => resolve(args)));
          api.events.emit('mixed', 1, 'two');
          seen.push(await heard);
          const never = api.events.on('mixed', () => seen.push('after its end'));
          never.dispose();
          seen.push(api.workspace.getConfiguration('base'), api.workspace.getConfiguration());
          await api.workspace.updateConfiguration('base', 'red');
          seen.push(api.workspace.getConfiguration('base'), changes.length > 0 ? changes[0] : 'nothing heard');
          return seen;
        });
      }
      export function deactivate() { changes.length = 0; }`,
    expected: [
      'Poster',
      1,
      'New',
      '# A',
      true,
      ['a.md file'],
      false,
      [1, 'two'],
      'blue',
      { base: 'blue' },
      'red',
      [true, false],
    ],
  },

  commonjs: {
    permissions: ['ai', 'storage', 'commands'],
    code: `
      'use strict';
      const seen = [];
      module.exports = {
        activate: function (context, api) {
          context.subscriptions.push({ dispose: function () { seen.push('disposed'); } });
          api.commands.register('run', async function () {
            seen.push(context.pluginId, context.manifest.name);
            const answer = await api.ai.chat([{ role: 'user', content: 'Hello' }]);
            seen.push(answer.content, answer.usage.tokens);
            seen.push((await api.ai.generate('A haiku', 'text')).type, (await api.ai.suggest({ selection: 1 }))[0].title);
            await context.storage.set('count', { value: 2 });
            seen.push(await context.storage.get('count'), await context.storage.get('none', 'default'), await context.storage.keys());
            await context.storage.delete('count');
            seen.push(await context.storage.get('count') === undefined);
            await context.storage.set('other', 1);
            await context.storage.clear();
            seen.push((await context.storage.keys()).length);
            context.log.debug('d'); context.log.info('i', { a: 1 }); context.log.warn('w'); context.log.error(new Error('e'));
            return seen;
          });
        },
        deactivate: function () {},
      };`,
    expected: [
      'commonjs',
      'Plugin commonjs',
      'Hello to you',
      3,
      'text',
      'Lighter',
      { value: 2 },
      'default',
      ['count'],
      true,
      0,
    ],
  },
};

/** An app that has all of it, in memory. */
export function createFluxServices(): Required<Pick<HostServices, 'modals' | 'projects' | 'files' | 'ai'>> {
  const project = { id: 'p1', name: 'Poster', type: 'design', createdAt: '', updatedAt: '' };
  const files = new Map<string, string>();
  return {
    modals: { show: () => 'modal closed' },
    projects: {
      getCurrent: () => project,
      getAll: () => [project],
      open: () => undefined,
      create: (created) => ({ ...project, ...created }),
    },
    files: {
      read: (path) => files.get(path) ?? '',
      readBytes: (path) => new TextEncoder().encode(files.get(path)),
      write: (path, content) => void files.set(path, String(content)),
      delete: (path) => void files.delete(path),
      exists: (path) => files.has(path),
      list: (folder = '') =>
        [...files.keys()]
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => ({ name: path.slice(folder.length + 1), path, type: 'file' })),
    },
    ai: {
      chat: (messages) => ({ content: `${messages[0]?.content} to you`, usage: { tokens: 3 } }),
      generate: (_, type) => ({ result: 'Blue, blue', type }),
      suggest: () => [{ id: 's1', title: 'Lighter', description: '', confidence: 0.5 }],
    },
  };
}
