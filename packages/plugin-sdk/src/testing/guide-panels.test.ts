import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { FluxStudioAPI, PluginModule } from '../index.ts';
import type { PanelRender } from '../ui/index.ts';
import { createTestHost } from './index.ts';

// The code of docs/panels.md, as it stands there.

const page = await readFile(new URL('../../../../docs/panels.md', import.meta.url), 'utf8');
const sdk = fileURLToPath(new URL('..', import.meta.url));
const blocks = new Map(
  [...page.matchAll(/^```\S+ (?<name>\S+)\n(?<code>[\s\S]*?)^```$/gm)].map(({ groups = {} }) => [
    groups.name ?? '',
    groups.code ?? '',
  ]),
);
const used = new Set<string>();

function block(name: string): string {
  used.add(name);
  const code = blocks.get(name);
  if (code === undefined) throw new Error(`docs/panels.md has no block ${name}`);
  return code;
}

/** A block as an author’s bundler makes it, with the options of the page. */
async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: block(name), loader: 'tsx', resolveDir: sdk },
    bundle: true,
    write: false,
    format: 'esm',
    tsconfigRaw: block('tsconfig.json'),
    alias: {
      '@fluxstudio/plugin-sdk/ui/jsx-runtime': `${sdk}/ui/jsx-runtime.ts`,
      '@fluxstudio/plugin-sdk/ui/preact': `${sdk}/ui/preact.ts`,
      '@fluxstudio/plugin-sdk/ui': `${sdk}/ui/index.ts`,
      '@fluxstudio/plugin-sdk/testing': `${sdk}/testing/index.ts`,
      '@fluxstudio/plugin-sdk': `${sdk}/index.ts`,
    },
    external: ['vitest', './main.tsx', '../plugin.json', '@fluxstudio/plugin-sdk/testing'],
  });
  return outputFiles[0]?.text ?? '';
}

const load = async <T>(name: string): Promise<T> =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(await bundle(name))}`);

it('the first panel passes its own test', async () => {
  const plugin = await bundle('src/main.tsx');
  const manifest = JSON.parse(block('plugin.json'));
  const tests: (() => Promise<void>)[] = [];
  const body = block('src/main.test.ts').replace(/^import .*$/gm, '');
  new Function(
    'it',
    'expect',
    'createTestHost',
    'plugin',
    'manifest',
    body.replaceAll('await using', 'const'),
  )((_: string, run: () => Promise<void>) => tests.push(run), expect, createTestHost, plugin, manifest);
  expect(tests).toHaveLength(1);
  await tests[0]?.();
});

const paneled = (render: PanelRender): PluginModule => ({
  activate(_, api) {
    api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, render);
  },
});
const manifest = { permissions: ['ui', 'commands'] };

it('an answer replaces what was typed', async () => {
  const { upper } = await load<{ upper: PanelRender }>('upper.tsx');
  await using host = await createTestHost({ plugin: paneled(upper), manifest });
  const panel = await host.openPanel('main');
  await panel.find('TextField').input('abc');
  expect(panel.find('TextField').props.value).toBe('ABC');
});

it('an answer to an input that is not the newest is dropped', async () => {
  const answers: ((text: string) => void)[] = [];
  const translate = () => new Promise<string>((resolve) => answers.push(resolve));
  const { checked } = await load<{ checked(translate: () => Promise<string>): PanelRender }>('checked.tsx');
  await using host = await createTestHost({ plugin: paneled(checked(translate)), manifest });
  const panel = await host.openPanel('main');
  await panel.find('TextField').input('ha');
  await panel.find('TextField').input('haus');
  answers[0]?.('too late');
  await panel.setVisible(true);
  expect(panel.find('TextField').props.value).toBe('haus');
  answers[1]?.('house');
  await panel.setVisible(true);
  expect(panel.find('TextField').props.value).toBe('house');
});

it('a live text says what has come of it', async () => {
  const { checker } = await load<{ checker(count: () => Promise<number>): PanelRender }>('live.tsx');
  await using host = await createTestHost({ plugin: paneled(checker(async () => 3)), manifest });
  const panel = await host.openPanel('main');
  expect(panel.find('Text').props.live).toBe('polite');
  await panel.find('Button').press();
  expect(panel.find('Text').text).toBe('3 mistakes');
});

it('Preact draws, and draws again', async () => {
  const { counter } = await load<{ counter: PanelRender }>('counter.tsx');
  await using host = await createTestHost({ plugin: paneled(counter), manifest });
  const panel = await host.openPanel('main');
  await panel.find('Button', 'Press').press();
  await host.until(() => panel.text.includes('Pressed 1 times'));
});

it('a dialog resolves with its result', async () => {
  const { ask } = await load<{ ask(api: FluxStudioAPI): Promise<unknown> }>('ask.tsx');
  await using host = await createTestHost({
    plugin: { activate: (_, api) => void api.commands.register('ask', () => ask(api)) },
    manifest,
  });
  const asked = host.runCommand('ask');
  await (await host.openedModal()).find('Button', 'Drop').press();
  expect(await asked).toBe('drop');
});

it('every block of a plugin is run', () => {
  // That of the app is compiled by the types of the guides, and so is the one with an image: Node has none, browser tests draw them.
  expect([...blocks.keys()].filter((name) => !used.has(name))).toEqual([
    'preview.tsx',
    'app.tsx',
    'elements.tsx',
  ]);
});
