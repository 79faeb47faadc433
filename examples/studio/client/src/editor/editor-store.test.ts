import { beforeEach, describe, expect, it } from 'vitest';
import { createFileStore, type FileStore } from '../files/file-store.ts';
import { createEditorStore, type EditorStore } from './editor-store.ts';
import { isUnsaved } from './open-file.ts';

let stored: Map<string, { content: Uint8Array; version: number }>;
let isDown: boolean;
let version: number;
let files: FileStore;
let editor: EditorStore;

function put(path: string, content: string | Uint8Array): void {
  stored.set(path, {
    content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    version: ++version,
  });
}

/** Answers as the studio's server does. */
async function fetchFile(url: string, init: RequestInit = {}): Promise<Response> {
  if (isDown) return Response.json({ message: 'down' }, { status: 503 });
  const { pathname, searchParams } = new URL(url, 'http://studio.example');
  if (pathname.endsWith('/files')) {
    const list = [...stored].map(([path, { content, version: modified }]) => ({
      path,
      size: content.length,
      modifiedAt: `${modified}`,
    }));
    return Response.json({ files: list });
  }
  const path = searchParams.get('path') ?? '';
  if (init.method === 'PUT') put(path, await new Response(init.body).text());
  else if (init.method === 'DELETE') stored.delete(path);
  else return new Response(stored.get(path)?.content.slice() ?? '', { status: stored.has(path) ? 200 : 404 });
  return Response.json({ success: true });
}

const textOnServer = (path: string) => new TextDecoder().decode(stored.get(path)?.content);
const state = () => editor.getSnapshot();
/** Resolves when the editor has seen what is another on the server now. */
async function look(): Promise<void> {
  const changed = new Promise<void>((resolve) => {
    const end = editor.subscribe(() => {
      end();
      resolve();
    });
  });
  await files.load();
  await changed;
}

beforeEach(async () => {
  stored = new Map();
  isDown = false;
  version = 0;
  files = createFileStore(fetchFile, 'p1');
  editor = createEditorStore(files);
  put('notes.md', '\ufeffNötes');
  put('other.md', 'Other');
  await files.load();
  await editor.open('notes.md');
});

describe('createEditorStore', () => {
  it('reads a file, byte for byte, and saves what is typed', async () => {
    expect(state()).toMatchObject({ path: 'notes.md', status: 'ready', text: '\ufeffNötes' });
    expect(isUnsaved(state())).toBe(false);
    editor.type('More');
    expect(isUnsaved(state())).toBe(true);
    await editor.save();
    expect(textOnServer('notes.md')).toBe('More');
    expect(isUnsaved(state())).toBe(false);
    expect(state()).not.toHaveProperty('elsewhere', 'changed');
  });

  it('shows the file that was opened last', async () => {
    await Promise.all([editor.open('other.md'), editor.open('notes.md'), editor.open('other.md')]);
    expect(state()).toMatchObject({ path: 'other.md', text: 'Other' });
    editor.close();
    expect(state()).toBeNull();
  });

  it('says why a file cannot be shown', async () => {
    put('picture.png', new Uint8Array([0xff, 0xfe, 0]));
    await editor.open('picture.png');
    expect(state()).toMatchObject({ status: 'absent', problem: expect.stringMatching(/no text/) });
    editor.type('x');
    await editor.save();
    expect(stored.get('picture.png')?.content).toHaveLength(3);
  });

  it('keeps what is typed when it cannot be saved', async () => {
    editor.type('More');
    isDown = true;
    await editor.save();
    expect(state()).toMatchObject({ text: 'More', problem: 'down' });
    isDown = false;
    await editor.save();
    expect(state()?.problem).toBeUndefined();
    expect(textOnServer('notes.md')).toBe('More');
  });

  it('follows what others write, and closes what they delete', async () => {
    put('notes.md', 'By another');
    await look();
    expect(state()).toMatchObject({ text: 'By another', saved: 'By another' });
    stored.delete('notes.md');
    await look();
    expect(state()).toBeNull();
  });

  it('leaves what is not saved alone, and says so', async () => {
    editor.type('Mine');
    put('notes.md', 'By another');
    await look();
    expect(state()).toMatchObject({ text: 'Mine', elsewhere: 'changed' });
    await editor.save();
    expect(textOnServer('notes.md')).toBe('Mine');
    expect(state()?.elsewhere).toBeUndefined();

    editor.type('Mine again');
    put('notes.md', 'By another again');
    await look();
    editor.revert();
    expect(state()).toMatchObject({ text: 'By another again' });
    expect(isUnsaved(state())).toBe(false);
  });

  it('writes a file again that was deleted while it was changed', async () => {
    editor.type('Mine');
    stored.delete('notes.md');
    await look();
    expect(state()).toMatchObject({ text: 'Mine', elsewhere: 'deleted' });
    await editor.save();
    expect(textOnServer('notes.md')).toBe('Mine');
    editor.type('Again');
    stored.delete('notes.md');
    await look();
    editor.revert();
    expect(state()).toBeNull();
  });

  it('saves what is left when the project is closed', async () => {
    editor.type('Last words');
    expect(await editor.dispose()).toBeUndefined();
    expect(textOnServer('notes.md')).toBe('Last words');
  });

  it('leaves what is by somebody else alone when the project is closed', async () => {
    editor.type('Mine');
    put('notes.md', 'By another');
    await look();
    expect(await editor.dispose()).toMatchObject({ text: 'Mine', elsewhere: 'changed' });
    expect(textOnServer('notes.md')).toBe('By another');
  });

  it('shows what was asked for last, whichever answer comes last', async () => {
    const answers: ((text: string) => void)[] = [];
    const slow = createEditorStore({
      ...files,
      read: () => new Promise((resolve) => answers.push((text) => resolve(new TextEncoder().encode(text)))),
    });
    const [first, second] = [slow.open('notes.md'), slow.open('notes.md')];
    answers[1]?.('New');
    await second;
    answers[0]?.('Old');
    await first;
    expect(slow.getSnapshot()).toMatchObject({ status: 'ready', text: 'New', saved: 'New' });
  });

  it('keeps what is saved when an older read comes after it', async () => {
    const answers: (() => void)[] = [];
    let isSlow = false;
    const slow = createEditorStore({
      ...files,
      async read(path) {
        const content = await files.read(path);
        if (isSlow) await new Promise<void>((resolve) => answers.push(resolve));
        return content;
      },
    });
    await slow.open('notes.md');
    slow.type('Mine');
    isSlow = true;
    put('notes.md', 'By another');
    await files.load();
    await slow.save();
    answers[0]?.();
    expect(await slow.dispose()).toBeUndefined();
    expect(slow.getSnapshot()).toMatchObject({ text: 'Mine', saved: 'Mine' });
  });
});
