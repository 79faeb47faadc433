import { expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { fileTypeEvents, followFileTypes } from './file-types.ts';
import type { OpenFile } from './open-file.ts';

it.each([
  ['docs/README.md', ['onFileType:md']],
  ['talk.Notes.MD', ['onFileType:notes.md', 'onFileType:md']],
  ['v1.2/LICENSE', []],
])('%s is opened: %j', (path, events) => {
  expect(fileTypeEvents(path)).toEqual(events);
});

it('tells of a file when it is opened, and not while it is edited', () => {
  const open = (path: string, text = ''): OpenFile => ({ path, status: 'ready', text, saved: '' });
  const editor = createStore<OpenFile | null>(open('a.md'));
  const events: string[] = [];
  const end = followFileTypes(editor, (event) => events.push(event));
  editor.set(open('a.md', 'typed'));
  editor.set(open('b.csv'));
  editor.set(null);
  editor.set(open('b.csv'));
  expect(events).toEqual(['onFileType:md', 'onFileType:csv', 'onFileType:csv']);
  end();
  editor.set(open('c.md'));
  expect(events).toHaveLength(3);
});
