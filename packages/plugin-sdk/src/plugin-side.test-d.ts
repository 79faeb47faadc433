import { defineNamespace, type PluginSide } from '@fluxstudio/plugin-protocol/contract';
import * as v from 'valibot';
import { expectTypeOf, it } from 'vitest';
import { definePlugin, type FluxStudioAPI, type PluginContext } from './index.ts';

const easel = defineNamespace('easel', {
  docs: 'Where the canvas stands.',
  permissions: { easel: { title: 'Move the easel', description: 'Turn and tilt it.' } },
  methods: {
    tilt: {
      kind: 'call',
      permission: 'easel',
      args: v.tuple([v.number(), v.optional(v.string())]),
      result: v.boolean(),
      docs: 'Tilts it.',
    },
    angle: { kind: 'snapshot', permission: 'easel', result: v.number(), docs: 'How it stands.' },
  },
});

declare module './index.ts' {
  interface AppNamespaces {
    readonly easel: PluginSide<typeof easel>;
  }
}

it('types what an app has added', () => {
  definePlugin({
    activate(_, api) {
      expectTypeOf(api.easel.tilt).toEqualTypeOf<(angle: number, hand?: string) => Promise<boolean>>();
      expectTypeOf(api.easel.angle()).toBeNumber();
      // @ts-expect-error an angle is a number
      void api.easel.tilt('high');
      // @ts-expect-error nobody has added it
      void api.brushes;
    },
  });
});

declare const api: FluxStudioAPI;
declare const context: PluginContext;

it('has members that are richer than what crosses', () => {
  expectTypeOf(api.env.get()).toHaveProperty('language').toBeString();
  expectTypeOf(api.env.get('theme')).toEqualTypeOf<'light' | 'dark'>();
  expectTypeOf(api.l10n.t('{count} colors', { count: 5 })).toBeString();
  expectTypeOf(api.l10n.t('Hello {0}', 'Ada')).toBeString();
  expectTypeOf(api.workspace.getConfiguration<number>('size')).toBeNumber();
  expectTypeOf(api.commands.execute<string>('mix')).resolves.toBeString();
  expectTypeOf(api.network.fetch('https://api.example.com')).resolves.toEqualTypeOf<Response>();
  expectTypeOf(context.storage.get<number>('count')).resolves.toEqualTypeOf<number | undefined>();
  expectTypeOf(context.storage.get('count', 0)).resolves.toEqualTypeOf<number>();
  expectTypeOf(context.storage.sync.get('theme', 'light')).resolves.toBeString();
  expectTypeOf(context.storage.sync.set).parameter(0).toBeString();
  expectTypeOf(context.storage.getUsage()).resolves.toHaveProperty('quota').toHaveProperty('valueBytes');
  context.storage.onDidChange(({ keys, removed }) => {
    expectTypeOf(keys).toEqualTypeOf<string[]>();
    expectTypeOf(removed).toEqualTypeOf<string[] | undefined>();
  });
  expectTypeOf(context.secrets.get('token')).resolves.toEqualTypeOf<string | undefined>();
  // @ts-expect-error there is no such member
  api.env.get('moon');
});

it('leaves out what may be left out', () => {
  const messages = [{ role: 'user' as const, content: 'Name three blues' }];
  const panel = { id: 'colors', title: 'Colors', location: 'sidebar' as const };
  expectTypeOf(api.files.list()).resolves.toBeArray();
  expectTypeOf(api.ai.chat(messages)).resolves.toHaveProperty('content');
  expectTypeOf(api.ai.chat(messages, { signal: new AbortController().signal })).resolves.toBeObject();
  expectTypeOf(api.ui.registerPanel(panel)).toHaveProperty('dispose');
  expectTypeOf(api.ui.registerPanel(panel, { html: '<p>Blue</p>' })).toHaveProperty('dispose');
  // @ts-expect-error a value may be undefined, but it is said
  void context.storage.set('count');
});

it('knows what a pick and a progress resolve with', () => {
  const items = [{ id: 'sky', label: 'Sky' }] as const;
  expectTypeOf(api.ui.showQuickPick(items)).resolves.toEqualTypeOf<string | null>();
  expectTypeOf(api.ui.showQuickPick(items, { title: 'One' })).resolves.toEqualTypeOf<string | null>();
  expectTypeOf(api.ui.showQuickPick(items, { multiple: true })).resolves.toEqualTypeOf<string[] | null>();
  expectTypeOf(api.ui.showInputBox({ title: 'Name' })).resolves.toEqualTypeOf<string | null>();
  expectTypeOf(
    api.ui.withProgress({ title: 'Exporting' }, async (report, signal) => {
      report({ percent: signal.aborted ? 0 : 50 });
      return 3;
    }),
  ).resolves.toEqualTypeOf<number>();
  // @ts-expect-error what it is made of is not for plugins
  api.ui.startProgress({ title: 'Exporting' }, () => undefined);
});

it('lets an author say what a command takes', () => {
  api.commands.register('mix', (a: string, b: string) => `${a}-${b}`);
  api.commands.register('mix', (a, b) => expectTypeOf([a, b]).toEqualTypeOf<unknown[]>());
  api.events.on('mixed', (color: string) => color);
});
