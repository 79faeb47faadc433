import type { ServiceCall } from '@fluxstudio/plugin-host';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';
import { createHostFileService } from './host-file-service.ts';

const call: ServiceCall = { plugin: { id: 'p', name: 'P' }, signal: new AbortController().signal };

const MOST = 5;
const FULL = 'The project has 5 files, which is the most: delete some.';

let stored: Map<string, Uint8Array>;
let service: ReturnType<typeof createHostFileService>;

/** Answers as the studio's server does. */
async function fetchFile(url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, searchParams } = new URL(url, 'http://studio.example');
  if (pathname.endsWith('/files')) {
    const files = [...stored].map(([path, { length }]) => ({ path, size: length, modifiedAt: '2026-01-01' }));
    return Response.json({ files });
  }
  const path = searchParams.get('path') ?? '';
  if (path.split('/').includes('..')) return Response.json({ message: 'must be names' }, { status: 400 });
  if (init.method === 'PUT' && stored.size === MOST)
    return Response.json({ message: FULL, code: 'FULL' }, { status: 409 });
  if (init.method === 'PUT') {
    stored.set(path, new Uint8Array(await new Response(init.body).arrayBuffer()));
    return Response.json({ success: true });
  }
  const content = stored.get(path);
  if (!content) return Response.json({ message: 'no such file' }, { status: 404 });
  if (init.method === 'DELETE') return Response.json({ success: stored.delete(path) });
  return new Response(content.slice());
}

beforeEach(() => {
  stored = new Map();
  const store = createFileStore(fetchFile, 'p1');
  service = createHostFileService(() => store);
});

describe('createHostFileService', () => {
  it('keeps text and bytes, under one path however it is written', async () => {
    await service.write('./notes//ünï.md', '# Nötes', call);
    await service.write('/raw', new Uint8Array([0, 255]), call);
    expect([...stored.keys()]).toEqual(['notes/ünï.md', 'raw']);
    expect(await service.read('/notes/ünï.md', call)).toBe('# Nötes');
    expect(await service.readBytes('raw', call)).toEqual(new Uint8Array([0, 255]));
    expect(
      await Promise.all(['notes', 'notes/', 'raw', 'no'].map((path) => service.exists(path, call))),
    ).toEqual([true, true, true, false]);
  });

  it('lists a directory at a time', async () => {
    for (const path of ['z', 'a/b/c', 'a/d', 'ab/e']) await service.write(path, 'x', call);
    const names = async (path?: string) =>
      (await service.list(path, call)).map(({ name, type }) => `${type} ${name}`);
    expect(await names()).toEqual(['directory a', 'directory ab', 'file z']);
    expect(await names('a/')).toEqual(['directory b', 'file d']);
    await expect(names('none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('speaks of what is not there, or not allowed, in codes', async () => {
    await expect(service.read('none', call)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no file “none” in the open project',
    });
    await expect(service.delete('none', call)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(service.write('../up', 'x', call)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    for (let at = 0; at < MOST; at++) await service.write(`${at}`, 'x', call);
    await expect(service.write('more', 'x', call)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: FULL,
    });
  });
});
