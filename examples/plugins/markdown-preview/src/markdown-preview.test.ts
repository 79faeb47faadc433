import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { createTestHost } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import { editorNamespace } from '../../../studio/client/src/editor/editor-namespace.ts';
import type { OpenFile } from '../../../studio/client/src/editor/open-file.ts';
import { createStore } from '../../../studio/client/src/store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';

type FileEntry = Awaited<ReturnType<FluxStudioAPI['files']['list']>>[number];

/** The plugin with the studio's editor, files in memory, and a user who picks the item of a label. */
async function start(files: Record<string, string>, { pick }: { pick?: string } = {}) {
  const there = new Map(Object.entries(files));
  const editor = createStore<OpenFile | null>(null);
  const offered: string[] = [];
  const host = await createTestHost({
    plugin,
    manifest,
    namespaces: [editorNamespace(() => editor)],
    services: {
      files: {
        list: async (directory = '') => listIn(directory, [...there.keys()]),
        read: async (path) => {
          const text = there.get(path);
          if (text === undefined) throw new Error(`There is no file “${path}”`);
          return text;
        },
      },
      interactions: {
        pick({ items }) {
          offered.push(...items.map(({ label }) => label));
          const found = items.find(({ label }) => label === pick);
          return found ? [found.id] : null;
        },
      },
    },
  });
  return {
    host,
    there,
    offered,
    /** Opens a file in the editor, or types into it. */
    async edit(path: string, text = there.get(path) ?? '') {
      editor.set({ path, status: 'ready', text, saved: there.get(path) ?? '' });
      await host.emitEvent('editor:changed');
    },
    async closeFile() {
      editor.set(null);
      await host.emitEvent('editor:changed');
    },
    async save(path: string, text: string) {
      there.set(path, text);
      await host.emitEvent('files:changed');
    },
    reads: () => host.calls.filter(({ method }) => /read|getFile/.test(method)).length,
    [Symbol.asyncDispose]: () => host.dispose(),
  };
}

function listIn(directory: string, paths: readonly string[]): FileEntry[] {
  const within = directory === '' ? '' : `${directory}/`;
  return paths.flatMap((path): FileEntry[] => {
    if (!path.startsWith(within)) return [];
    const [name = '', ...rest] = path.slice(within.length).split('/');
    return [{ name, path: within + name, type: rest.length > 0 ? 'directory' : 'file' }];
  });
}

/** A file as the document is told of it, by the names of its headings. */
const file = (path: string, ...titles: string[]) => ({
  kind: 'file',
  path,
  headings: titles.map((text) => expect.objectContaining({ text })),
});

const NOTES = { 'notes.md': '# Notes', 'docs/plan.md': '# Plan', 'logo.svg': '<svg />' };

describe('the preview', () => {
  it('is empty until a Markdown file is opened', async () => {
    await using app = await start(NOTES);
    const webview = await app.host.openWebview('preview');
    expect(await webview.next()).toEqual({ kind: 'nothing' });
    await app.edit('logo.svg');
    expect(webview.posted).toHaveLength(1);
    await app.edit('notes.md');
    expect(await webview.next()).toMatchObject(file('notes.md', 'Notes'));
  });

  it('shows what is open already when it is opened itself, and stays when that is closed', async () => {
    await using app = await start(NOTES);
    await app.edit('notes.md');
    const webview = await app.host.openWebview('preview');
    expect(await webview.next()).toMatchObject(file('notes.md', 'Notes'));
    await app.closeFile();
    expect(webview.posted).toHaveLength(1);
    await webview.close();
    expect(await (await app.host.openWebview('preview')).next()).toMatchObject(file('notes.md', 'Notes'));
  });

  it('follows what is typed before it is saved, and what others save', async () => {
    await using app = await start(NOTES);
    const [one, other] = [await app.host.openWebview('preview'), await app.host.openWebview('preview')];
    await app.edit('notes.md', '# Typed');
    for (const webview of [one, other])
      expect(webview.posted.at(-1)).toMatchObject(file('notes.md', 'Typed'));
    await app.closeFile();
    expect(one.posted.at(-1)).toMatchObject(file('notes.md', 'Notes'));
    await app.save('notes.md', '# Saved\n\n## By another');
    expect(one.posted.at(-1)).toMatchObject(file('notes.md', 'Saved', 'By another'));
    const { length } = one.posted;
    await app.save('docs/plan.md', '# Other plan');
    expect(one.posted).toHaveLength(length);
  });

  it('reads nothing while nobody sees it', async () => {
    await using app = await start(NOTES);
    const webview = await app.host.openWebview('preview');
    await app.edit('notes.md');
    await webview.close();
    const before = app.reads();
    await app.edit('notes.md', '# More');
    await app.save('notes.md', '# Much more');
    expect(app.reads()).toBe(before);
  });

  it('tells a place that is hidden nothing, and once what is new when it is seen again', async () => {
    await using app = await start(NOTES);
    const [hidden, seen] = [await app.host.openWebview('preview'), await app.host.openWebview('preview')];
    await app.edit('notes.md');
    const { length } = hidden.posted;
    await hidden.setVisible(false);
    await app.edit('notes.md', '# More');
    await app.edit('notes.md', '# Much more');
    expect(seen.posted.at(-1)).toMatchObject(file('notes.md', 'Much more'));
    expect(hidden.posted).toHaveLength(length);
    await hidden.setVisible(true);
    expect(hidden.posted.slice(length)).toMatchObject([file('notes.md', 'Much more')]);
    await hidden.setVisible(false);
    await hidden.setVisible(true);
    expect(hidden.posted).toHaveLength(length + 1);

    await hidden.setVisible(false);
    await seen.setVisible(false);
    const before = app.reads();
    await app.edit('notes.md', '# Unseen');
    expect(app.reads()).toBe(before);
    await app.host.runCommand('preview');
    expect(app.host.notifications.at(-1)).toMatchObject({ title: 'notes.md is ready' });
  });

  it('says why there is nothing to show, and recovers', async () => {
    await using app = await start(NOTES);
    const webview = await app.host.openWebview('preview');
    await app.host.runCommand('preview', { path: 'notes.md' });
    app.there.delete('notes.md');
    await app.host.emitEvent('files:changed');
    expect(webview.posted.at(-1)).toEqual({ kind: 'problem', message: 'There is no file “notes.md”' });
    await app.save('notes.md', '# Back');
    expect(webview.posted.at(-1)).toMatchObject(file('notes.md', 'Back'));

    await app.host.revoke('files:read');
    expect(webview.posted.at(-1)).toMatchObject({
      kind: 'problem',
      message: expect.stringMatching(/files:read/),
    });
    await app.host.grant('files:read');
    expect(webview.posted.at(-1)).toMatchObject(file('notes.md', 'Back'));
  });

  it('forgets the file with its project', async () => {
    await using app = await start(NOTES);
    const webview = await app.host.openWebview('preview');
    await app.host.runCommand('preview', { path: 'notes.md' });
    await app.host.emitEvent('project:opened');
    expect(webview.posted.at(-1)).toEqual({ kind: 'nothing' });
  });
});

describe('“Preview Markdown”', () => {
  it('lets the user choose out of the Markdown files, and keeps to that one', async () => {
    await using app = await start({ 'a.txt': '', ...NOTES }, { pick: 'docs/plan.md' });
    const webview = await app.host.openWebview('preview');
    expect(await webview.next()).toEqual({ kind: 'nothing' });
    await app.host.runCommand('preview');
    expect(app.offered).toEqual(['notes.md', 'docs/plan.md']);
    expect(await webview.next()).toMatchObject(file('docs/plan.md', 'Plan'));
    await app.edit('logo.svg');
    expect(webview.posted).toHaveLength(2);
    await app.edit('notes.md');
    expect(await webview.next()).toMatchObject(file('notes.md', 'Notes'));
    await app.host.runCommand('preview', { path: 'docs/plan.md' });
    expect(await webview.next()).toMatchObject(file('docs/plan.md', 'Plan'));
    await app.edit('notes.md', '# More');
    expect(webview.posted).toHaveLength(4);
  });

  it('previews the file in the editor without a question', async () => {
    await using app = await start(NOTES);
    await app.edit('notes.md');
    await app.host.runCommand('preview');
    expect(app.offered).toEqual([]);
    expect(app.host.notifications.at(-1)).toMatchObject({ title: 'notes.md is ready' });
  });

  it('changes nothing when no file is chosen, or there is none, or it is no Markdown', async () => {
    await using app = await start(NOTES);
    const webview = await app.host.openWebview('preview');
    await app.host.runCommand('preview');
    await expect(app.host.runCommand('preview', { path: 'logo.svg' })).rejects.toThrow(
      '“logo.svg” is no Markdown file: choose one that ends in .md',
    );
    expect(webview.posted).toEqual([{ kind: 'nothing' }]);

    await using empty = await start({ 'logo.svg': '' });
    await empty.host.runCommand('preview');
    expect(empty.host.notifications.at(-1)).toMatchObject({ title: 'No Markdown files' });
  });
});

describe('the document', () => {
  it('brings everything it needs, and no content', async () => {
    await using app = await start(NOTES);
    const { html } = await app.host.openWebview('preview');
    expect(html).not.toMatch(/(?:src|href|url)\s*[=(]\s*["']?\w+:/);
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });
});
