import type { FluxStudioAPI, PluginStorage } from '@fluxstudio/plugin-sdk';
import {
  createTestHost,
  type TestHost,
  type TestPanel,
  type TestServices,
} from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import { boardNamespace } from '../../../studio/client/src/board/board-namespace.ts';
import { createBoardStore } from '../../../studio/client/src/board/board-store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';
import { createSpellChecker } from './spell-checker.ts';
import { textsOf } from './texts.ts';

type FileEntry = Awaited<ReturnType<FluxStudioAPI['files']['list']>>[number];

/** The plugin, with the studio's own board and files in memory. */
async function open(text: string, files: Record<string, string> = {}, options: { words?: string[] } = {}) {
  const store = createBoardStore();
  const look = { x: 0, y: 0, width: 100, height: 40, color: '#4f46e5', start: 0, duration: 60 };
  store.load([
    { id: 'a', kind: 'text', text, ...look },
    { id: 'b', kind: 'rect', ...look },
  ]);
  const there = new Map(Object.entries(files));
  const host = await createTestHost({
    plugin,
    manifest,
    namespaces: [boardNamespace(async () => store)],
    storage: options.words ? { words: options.words } : {},
    services: {
      files: {
        list: async (directory = '') => listIn(directory, there),
        exists: async (path) => there.has(path),
        read: async (path) => there.get(path) ?? '',
        write: async (path, content) => void there.set(path, String(content)),
      },
    },
  });
  const panel = await host.openPanel('spelling');
  const mistakes = () =>
    panel.findAll('List').flatMap(({ props }) => (props.label === 'Mistakes' ? titles(props.items) : []));
  return { host, store, there, panel, mistakes, [Symbol.asyncDispose]: () => host.dispose() };
}

/** What the plugin is made with, without the plugin. */
async function startParts(storage: Record<string, unknown>, files: TestServices['files'] = {}) {
  let parts: { api: FluxStudioAPI; storage: PluginStorage } | undefined;
  const host = await createTestHost({
    manifest: { permissions: ['storage', 'files', 'board'] },
    plugin: {
      activate({ storage: kept }, api) {
        parts = { api, storage: kept };
      },
    },
    namespaces: [boardNamespace(async () => createBoardStore())],
    storage,
    services: { files: { list: async () => [], ...files } },
  });
  if (!parts) throw new Error('The plugin is not active');
  return { host, ...parts, [Symbol.asyncDispose]: () => host.dispose() };
}

function listIn(directory: string, files: ReadonlyMap<string, string>) {
  const within = directory === '' ? '' : `${directory}/`;
  return [...files].flatMap(([path, content]): FileEntry[] => {
    if (!path.startsWith(within)) return [];
    const [name = '', ...rest] = path.slice(within.length).split('/');
    const entry = { name, path: within + name };
    return [
      rest.length > 0 ? { ...entry, type: 'directory' } : { ...entry, type: 'file', size: content.length },
    ];
  });
}

function titles(items: unknown): string[] {
  return Array.isArray(items) ? items.map(({ title, description }) => `${title}: ${description}`) : [];
}

/** What is read out when it changes. */
const liveText = ({ findAll }: TestPanel) =>
  findAll('Text').flatMap(({ props, text }) => (props.live ? [text] : []));
const textOf = ({ store }: { store: ReturnType<typeof createBoardStore> }) =>
  store.getSnapshot().shapes[0]?.text;
const lastTitle = ({ notifications }: TestHost) => notifications.at(-1)?.title;

type View = Awaited<ReturnType<NonNullable<TestHost['panels'][number]['drawing']>['open']>>;

/** The panel as a page has it, which hears what its elements are asked to do: the label or text of each that gets the focus. */
async function openView(host: TestHost, ...heard: string[]) {
  const view = await host.panels[0]?.drawing?.open();
  if (!view) throw new Error('There is no panel');
  // What is drawn arrives.
  await host.emitEvent('turn');
  const named = (name: string) => {
    for (const node of nodesOf(view.root)) {
      const now = node.getSnapshot();
      if (now.name === '#text' || now.name === 'Heading') continue;
      if (now.props.label === name || now.children.some((child) => reads(child, name))) return node;
    }
    throw new Error(`There is no ${name}`);
  };
  const focused: string[] = [];
  for (const name of heard) view.onInvoke(named(name), () => focused.push(name));
  return {
    focused,
    async send(name: string, type: string, detail?: Readonly<Record<string, unknown>>) {
      view.send(named(name), type, detail);
      await host.emitEvent('turn');
    },
  };
}

function* nodesOf(node: View['root']): Generator<View['root']> {
  yield node;
  const now = node.getSnapshot();
  if (now.name !== '#text') for (const child of now.children) yield* nodesOf(child);
}

function reads(node: View['root'], text: string): boolean {
  const now = node.getSnapshot();
  return now.name === '#text' && now.text === text;
}

describe('the spell checker', () => {
  it('finds the mistakes on the board and in text files, and nowhere else', async () => {
    await using studio = await open('Teh board', {
      'notes.md': 'Fine.\nA desing',
      'docs/deep/more.txt': 'wrod',
      'code.js': 'wrod',
    });
    expect(studio.panel.find('Empty').props.title).toBe('Not checked yet');
    await studio.panel.find('Button', 'Check spelling').press();
    expect(studio.mistakes()).toEqual([
      'Teh: On the board',
      'desing: notes.md, line 2',
      'wrod: docs/deep/more.txt, line 1',
    ]);
    expect(liveText(studio.panel)).toEqual(['3 mistakes']);
  });

  it('puts the word that is chosen into the shape, as one step of undo', async () => {
    await using studio = await open('Teh board, teh desing');
    expect(await studio.host.runCommand('check')).toBe(3);
    await studio.panel.find('List', 'Mistakes').send('select', { id: '15 a' });
    expect(studio.panel.find('Heading').text).toBe('desing');
    await studio.panel.find('Button', 'design').press();
    expect(textOf(studio)).toBe('Teh board, teh design');
    expect(studio.mistakes()).toHaveLength(2);
    studio.store.undo();
    expect(textOf(studio)).toBe('Teh board, teh desing');
  });

  it('puts it into the file', async () => {
    await using studio = await open('', { 'a.md': 'Good\nwrod here, wrod there' });
    await studio.host.runCommand('check');
    await studio.panel.find('Button', 'Replace with word').press();
    expect(studio.there.get('a.md')).toBe('Good\nword here, wrod there');
  });

  it('leaves the focus on the list, and with the last mistake on the button that looks again', async () => {
    await using studio = await open('Teh desing');
    await studio.host.runCommand('check');
    const { focused, send } = await openView(studio.host, 'Check spelling', 'Mistakes');
    for (const [pressed, reached] of [
      ['Replace with The', 'Mistakes'],
      ['Replace with design', 'Check spelling'],
    ] as const) {
      await send(pressed, 'press');
      await expect.poll(() => focused.at(-1)).toBe(reached);
    }
    expect(studio.mistakes()).toEqual([]);
  });

  it('leaves it there too when the last of the user’s words is removed', async () => {
    await using studio = await open('Good', {}, { words: ['fluxy'] });
    const { focused, send } = await openView(studio.host, 'Check spelling', 'Your words');
    await send('Your words', 'select', { id: 'fluxy' });
    await send('Remove from dictionary', 'press');
    await expect.poll(() => focused).toEqual(['Check spelling']);
  });

  it('changes nothing where the text has changed since, and says so', async () => {
    await using studio = await open('Teh board');
    await studio.host.runCommand('check');
    studio.store.update(['a'], { text: 'My teh' });
    await studio.panel.find('Button', 'Replace with The').press();
    expect(textOf(studio)).toBe('My teh');
    expect(liveText(studio.panel).join()).toContain('“Teh” is no longer there');
    expect(studio.mistakes()).toEqual(['teh: On the board']);
  });

  it('learns a word, keeps it, and forgets it', async () => {
    await using studio = await open('Fluxy and fluxy', {}, { words: ['wrod'] });
    await studio.host.runCommand('check');
    await studio.panel.find('Button', 'Add to dictionary').press();
    expect(studio.mistakes()).toEqual([]);
    expect(studio.host.storage.get('words')).toEqual(['fluxy', 'wrod']);
    expect(await studio.host.runCommand('check')).toBe(0);
    expect(lastTitle(studio.host)).toBe('No spelling mistakes');

    expect(studio.panel.find('Button', 'Remove from dictionary').props.disabled).toBe(true);
    await studio.panel.find('List', 'Your words').send('select', { id: 'fluxy' });
    await studio.panel.find('Button', 'Remove from dictionary').press();
    expect(studio.host.storage.get('words')).toEqual(['wrod']);
    expect(studio.mistakes()).toHaveLength(2);
  });

  it('learns and forgets at once, and loses no word', async () => {
    await using parts = await startParts({ words: ['wrod'] });
    const checker = await createSpellChecker(parts.api, parts.storage);
    await Promise.all([checker.learn('Fluxy'), checker.learn('Studio'), checker.forget('wrod')]);
    expect(parts.host.storage.get('words')).toEqual(['fluxy', 'studio']);
    expect(checker.words()).toEqual(['fluxy', 'studio']);
  });

  it('ends in a project whose directories lead back into themselves', async () => {
    let lists = 0;
    const list = async () => {
      if (++lists > 2_000) throw new Error('It does not end');
      return [
        { name: 'in', path: `${lists}`, type: 'directory' as const },
        { name: 'in', path: '1', type: 'directory' as const },
        { name: 'a.md', path: `${lists}/a.md`, type: 'file' as const },
      ];
    };
    await using parts = await startParts({}, { list, read: async () => 'wrod' });
    const places = [];
    for await (const { place } of textsOf(parts.api)) places.push(place);
    expect(lists).toBe(500);
    expect(places).toHaveLength(500);
  });

  it('shows the shape', async () => {
    await using studio = await open('Teh');
    await studio.host.runCommand('check');
    await studio.panel.find('Button', 'Show on board').press();
    expect(studio.store.getSnapshot().selection).toEqual(['a']);
  });

  it('says in its panel what keeps it from checking', async () => {
    await using studio = await open('Teh');
    await studio.host.revoke('board');
    await studio.panel.find('Button', 'Check spelling').press();
    expect(studio.panel.text).toMatch(/board/);
    expect(studio.mistakes()).toEqual([]);
  });
});
