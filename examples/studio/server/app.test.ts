import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPluginServer, type PluginServer } from '@fluxstudio/plugin-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { createBoardStore } from './boards.ts';
import { type Database, openEmbeddedDatabase } from './database.ts';
import { createFileStore } from './files.ts';
import { type HttpListener, listen } from './http-listener.ts';
import { createProjectStore } from './projects.ts';
import { readSessionSecret } from './session-secret.ts';
import { createSessions } from './sessions.ts';
import { createUserStore } from './users.ts';

let folder: string;
let db: Database;
let plugins: PluginServer;
let listener: HttpListener;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-test-'));
  await writeFile(join(folder, 'index.html'), '');
  db = await openEmbeddedDatabase(join(folder, 'data'));
  plugins = createPluginServer({ db: db.option, authenticate: () => null });
  const app = createApp({
    users: createUserStore(db),
    sessions: createSessions(await readSessionSecret(db)),
    projects: createProjectStore(db),
    files: createFileStore(db),
    boards: createBoardStore(db),
    plugins,
    clientDirectory: folder,
  });
  listener = await listen(app, 0);
}, 60_000);

afterAll(async () => {
  await listener?.close();
  await plugins?.close();
  await db?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

async function call(path: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(`${listener.url}/api${path}`, init);
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Somebody new, with a project. */
async function settle(name: string) {
  const { body } = await post('/auth/sign-up', {
    name,
    email: `${name}@users.example`,
    password: 'long enough',
  });
  const auth = { Authorization: `Bearer ${body.token}` };
  const { project } = (await post('/projects', { name: 'Poster', type: 'web' }, auth)).body;
  const { id } = project as { id: string };
  return { auth, id };
}

describe('accounts', () => {
  it('are made, and signed in to, whatever the case of the address', async () => {
    const account = { name: ' New ', email: 'New@Users.example', password: 'correct horse' };
    const made = await post('/auth/sign-up', account);
    expect([made.status, made.body.user]).toEqual([
      201,
      { id: expect.any(String), name: 'New', email: 'new@users.example' },
    ]);
    const again = await post('/auth/login', { email: 'new@users.EXAMPLE', password: 'correct horse' });
    expect([again.status, again.body.user]).toEqual([200, made.body.user]);
    const list = await call('/projects', { headers: { Authorization: `Bearer ${made.body.token}` } });
    expect(list.body).toEqual({ projects: [] });
  });

  it('have an address each', async () => {
    const account = { name: 'First', email: 'twice@users.example', password: 'correct horse' };
    const [one, other] = await Promise.all([
      post('/auth/sign-up', account),
      post('/auth/sign-up', { ...account, email: 'TWICE@users.example' }),
    ]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    expect([one.body.code, other.body.code]).toContain('EMAIL_TAKEN');
  });

  it('are refused with a reason for each field', async () => {
    const { status, body } = await post('/auth/sign-up', { name: '', email: 'nobody', password: 'short' });
    expect([status, body.errors]).toEqual([
      400,
      [
        { field: 'name', message: 'name must not be empty' },
        { field: 'email', message: 'email must be an email address' },
        { field: 'password', message: 'password must have at least 8 characters' },
      ],
    ]);
  });

  it('are not made by the hundred', async () => {
    await db.query(
      `INSERT INTO users (id, email, name, password_hash)
       SELECT 'many-' || n, n || '@many.example', 'Many', '' FROM generate_series(1, 30) AS n`,
    );
    const account = { name: 'Late', email: 'late@users.example', password: 'correct horse' };
    const { status, headers } = await post('/auth/sign-up', account);
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    // Nor all at once, before one of them is counted.
    await db.query(`DELETE FROM users WHERE id <> 'many-1' AND created_at > now() - interval '1 minute'`);
    await db.query(
      `INSERT INTO users (id, email, name, password_hash)
       SELECT 'many-' || n, n || '@many.example', 'Many', '' FROM generate_series(2, 29) AS n`,
    );
    const flood = await Promise.all(
      [1, 2, 3, 4].map((n) => post('/auth/sign-up', { ...account, email: `flood-${n}@users.example` })),
    );
    expect(flood.map((answer) => answer.status).sort()).toEqual([201, 429, 429, 429]);
    await db.query(`DELETE FROM users WHERE id LIKE 'many-%' OR email LIKE 'flood-%'`);
    expect((await post('/auth/sign-up', account)).status).toBe(201);
  });
});

describe('files', () => {
  const at = (id: string, path: string) => `/projects/${id}/file?path=${encodeURIComponent(path)}`;

  it('are written, listed, read byte for byte, and deleted', async () => {
    const { auth, id } = await settle('writer');
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    const json = {
      method: 'PUT',
      body: '{"a": 1}',
      headers: { ...auth, 'Content-Type': 'application/json' },
    };
    expect((await call(at(id, 'data/ünï 100%.json'), json)).status).toBe(200);
    expect((await call(at(id, 'z.bin'), { method: 'PUT', body: bytes, headers: auth })).status).toBe(200);
    expect((await call(at(id, 'empty'), { method: 'PUT', body: '', headers: auth })).status).toBe(200);
    const { files } = (await call(`/projects/${id}/files`, { headers: auth })).body;
    expect(files).toEqual([
      { path: 'data/ünï 100%.json', size: 8, modifiedAt: expect.any(String) },
      { path: 'empty', size: 0, modifiedAt: expect.any(String) },
      { path: 'z.bin', size: 256, modifiedAt: expect.any(String) },
    ]);
    const read = await fetch(`${listener.url}/api${at(id, 'z.bin')}`, { headers: auth });
    expect(read.headers.get('content-disposition')).toBe('attachment');
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes);
    expect((await call(at(id, 'z.bin'), { method: 'DELETE', headers: auth })).status).toBe(200);
    expect((await call(at(id, 'z.bin'), { headers: auth })).status).toBe(404);
  });

  it('have no path that leads elsewhere', async () => {
    const { auth, id } = await settle('climber');
    const { status, body } = await call(at(id, '../up'), { method: 'PUT', body: 'x', headers: auth });
    expect([status, body.code]).toEqual([400, 'INVALID_INPUT']);
    const twice = `/projects/${id}/file?path=a&path=b`;
    expect((await call(twice, { method: 'PUT', body: 'x', headers: auth })).status).toBe(400);
  });

  it('are no larger than 1 MB, and no file stands where a directory is', async () => {
    const { auth, id } = await settle('large');
    const put = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
      call(at(id, path), { method: 'PUT', body, headers: auth });
    expect((await put('fits', new Uint8Array(1024 * 1024))).status).toBe(200);
    expect((await put('large', new Uint8Array(1024 * 1024 + 1))).status).toBe(413);
    expect((await put('a/b', 'x')).status).toBe(200);
    expect((await put('a', 'x')).body.code).toBe('PATH_CONFLICT');
    expect((await put('a/b/c', 'x')).body.code).toBe('PATH_CONFLICT');
  });

  it('belong to no project whose id no database can hold', async () => {
    const { auth } = await settle('null');
    for (const path of ['/projects/%00/files', '/projects/%00/board', '/projects/a%00b/file?path=a'])
      expect((await call(path, { headers: auth })).status, path).toBe(404);
    expect((await call('/projects/%00', { method: 'DELETE', headers: auth })).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const owner = await settle('owner');
    const other = await settle('other');
    await call(at(owner.id, 'secret'), { method: 'PUT', body: 'x', headers: owner.auth });
    const headers = other.auth;
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect((await call(at(owner.id, 'secret'), { method, headers })).status, method).toBe(404);
    expect((await call(`/projects/${owner.id}/files`, { headers })).status).toBe(404);
    expect((await call(`/projects/${owner.id}/board`, { headers })).status).toBe(404);
    expect((await call(`/projects/${owner.id}`, { method: 'DELETE', headers })).status).toBe(404);
    expect((await call(`/projects/${owner.id}/files`)).status).toBe(401);
    expect((await call(at(owner.id, 'secret'), { method: 'DELETE', headers: owner.auth })).status).toBe(200);
  });
});

describe('a board', () => {
  const shape = {
    id: 's1',
    kind: 'rect',
    x: 0,
    y: 0,
    width: 40,
    height: 40,
    color: '#4f46e5',
    start: 0,
    duration: 30,
  };

  it('is saved only by who has seen its latest version', async () => {
    const { auth, id } = await settle('drawer');
    const save = (version: string | undefined, shapes: unknown[] = []) =>
      call(`/projects/${id}/board`, {
        method: 'PUT',
        headers: { ...auth, 'Content-Type': 'application/json', ...(version && { 'If-Match': version }) },
        body: JSON.stringify({ shapes }),
      });
    expect((await call(`/projects/${id}/board`, { headers: auth })).body).toEqual({ version: 0, shapes: [] });
    expect((await save(undefined)).status).toBe(428);
    expect((await save('"1"')).status).toBe(412);
    const both = await Promise.all([save('"0"', [shape]), save('"0"', [shape])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await save('"1"')).body).toEqual({ version: 2 });
    expect((await save('"1"', [shape])).body.code).toBe('VERSION_CONFLICT');
    expect((await save('"2"', [shape])).status).toBe(200);
    const read = await call(`/projects/${id}/board`, { headers: auth });
    expect([read.headers.get('etag'), read.body]).toEqual(['"3"', { version: 3, shapes: [shape] }]);
  });

  it.each([
    [[{ ...shape, color: 'red' }], 'colour'],
    [[{ ...shape, width: 0 }], 'at least'],
    [[shape, shape], 'different ids'],
    [Array.from({ length: 1001 }, (_, n) => ({ ...shape, id: `s${n}` })), 'at most 1000'],
    [[{ ...shape, text: 'a\0b' }], 'U+0000'],
    [[{ ...shape, id: 's\ud800' }], 'half a character'],
  ])('does not take what is none', async (shapes, words) => {
    const { auth, id } = await settle(`invalid-${words.replaceAll(' ', '-')}`);
    const { status, body } = await call(`/projects/${id}/board`, {
      method: 'PUT',
      headers: { ...auth, 'Content-Type': 'application/json', 'If-Match': '"0"' },
      body: JSON.stringify({ shapes }),
    });
    expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
  });

  it('does not list what is wrong with each of a hundred thousand', async () => {
    const { auth, id } = await settle('bomber');
    const { status, body } = await call(`/projects/${id}/board`, {
      method: 'PUT',
      headers: { ...auth, 'Content-Type': 'application/json', 'If-Match': '"0"' },
      body: `{"shapes":[${Array(300_000).fill('{}').join()}]}`,
    });
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'shapes', message: 'shapes must have at most 1000 shapes' }],
    ]);
  });

  it('goes with its project', async () => {
    const { auth, id } = await settle('leaver');
    expect((await call(`/projects/${id}`, { method: 'DELETE', headers: auth })).status).toBe(200);
    expect((await call(`/projects/${id}/board`, { headers: auth })).status).toBe(404);
  });
});
