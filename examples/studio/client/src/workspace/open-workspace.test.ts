import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenFile } from '../editor/open-file.ts';
import { unsavedToast } from '../editor/unsaved-toast.ts';
import { createOpenWorkspace, type OpenWorkspace } from './open-workspace.ts';

let text: string;
let modifiedAt: number;
let isDown: boolean;
let workspaces: OpenWorkspace;
let told: Promise<OpenFile>;

/** A server with one file in each project. */
async function fetchFile(url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname } = new URL(url, 'http://studio.example');
  if (pathname.endsWith('/board')) return Response.json({ shapes: [] }, { headers: { ETag: '"0"' } });
  if (pathname.endsWith('/files'))
    return Response.json({ files: [{ path: 'notes.md', size: 1, modifiedAt: `${modifiedAt}` }] });
  if (init.method !== 'PUT') return new Response(text);
  if (isDown) return Response.json({ message: 'down' }, { status: 503 });
  text = await new Response(init.body).text();
  return Response.json({ success: true });
}

beforeEach(async () => {
  text = 'Notes';
  modifiedAt = 1;
  isDown = false;
  told = new Promise((resolve) => {
    workspaces = createOpenWorkspace(fetchFile, resolve);
  });
  workspaces.open('p1');
  const { files, editor } = workspaces.require();
  await files.load();
  await editor.open('notes.md');
  editor.type('Mine');
});

describe('leaving a project', () => {
  it('leaves a file as somebody else has written it, and tells what was not saved', async () => {
    const { files } = workspaces.require();
    text = 'By another';
    modifiedAt = 2;
    // What has changed is still being read when the project is left.
    await files.load();
    workspaces.open('p2');
    const file = await told;
    expect(file).toMatchObject({ text: 'Mine', elsewhere: 'changed' });
    expect(text).toBe('By another');
    expect(unsavedToast(file)).toMatchObject({
      title: '“notes.md” was not saved',
      message: 'Somebody else has changed it meanwhile.',
      duration: 0,
    });
  });

  it('tells that a file could not be saved, and why', async () => {
    isDown = true;
    workspaces.close();
    expect(unsavedToast(await told)).toMatchObject({ type: 'error', message: 'down' });
  });
});
