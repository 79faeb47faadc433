import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app?.close());

const statusesOf = async (answers: Promise<{ status: number }>[]) =>
  (await Promise.all(answers)).map(({ status }) => status).sort();

describe('projects', () => {
  it('are no more than 200 for a user, nor when several are made at once', async () => {
    const { auth, id } = await app.settle('founder');
    await app.db.query(
      `INSERT INTO projects (id, user_id, name, type)
       SELECT 'founded-' || n, user_id, 'Founded', 'web' FROM projects, generate_series(1, 198) AS n WHERE id = $1`,
      [id],
    );
    const create = () => app.post('/projects', { name: 'One more', type: 'web' }, auth);
    expect(await statusesOf([create(), create(), create()])).toEqual([201, 409, 409]);
    expect((await create()).body).toEqual({
      error: 'Conflict',
      message: 'You have 200 projects, which is the most: delete one you no longer need.',
      code: 'FULL',
    });
    expect((await app.call(`/projects/${id}`, { method: 'DELETE', headers: auth })).status).toBe(200);
    expect((await create()).status).toBe(201);
    expect((await app.settle('other-founder')).id).toBeTypeOf('string');
  });
});

describe('files', () => {
  const at = (id: string, path: string) => `/projects/${id}/file?path=${encodeURIComponent(path)}`;

  it('are written, listed, read byte for byte, and deleted', async () => {
    const { auth, id } = await app.settle('writer');
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    const json = {
      method: 'PUT',
      body: '{"a": 1}',
      headers: { ...auth, 'Content-Type': 'application/json' },
    };
    expect((await app.call(at(id, 'data/ünï 100%.json'), json)).status).toBe(200);
    expect((await app.call(at(id, 'z.bin'), { method: 'PUT', body: bytes, headers: auth })).status).toBe(200);
    expect((await app.call(at(id, 'empty'), { method: 'PUT', body: '', headers: auth })).status).toBe(200);
    const { files } = (await app.call(`/projects/${id}/files`, { headers: auth })).body;
    expect(files).toEqual([
      { path: 'data/ünï 100%.json', size: 8, modifiedAt: expect.any(String) },
      { path: 'empty', size: 0, modifiedAt: expect.any(String) },
      { path: 'z.bin', size: 256, modifiedAt: expect.any(String) },
    ]);
    const read = await fetch(`${app.url}/api${at(id, 'z.bin')}`, { headers: auth });
    expect(read.headers.get('content-disposition')).toBe('attachment');
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(bytes);
    expect((await app.call(at(id, 'z.bin'), { method: 'DELETE', headers: auth })).status).toBe(200);
    expect((await app.call(at(id, 'z.bin'), { headers: auth })).status).toBe(404);
  });

  it('have no path that leads elsewhere', async () => {
    const { auth, id } = await app.settle('climber');
    const { status, body } = await app.call(at(id, '../up'), { method: 'PUT', body: 'x', headers: auth });
    expect([status, body.code]).toEqual([400, 'INVALID_INPUT']);
    const twice = `/projects/${id}/file?path=a&path=b`;
    expect((await app.call(twice, { method: 'PUT', body: 'x', headers: auth })).status).toBe(400);
  });

  it('are no larger than 1 MB, and no file stands where a directory is', async () => {
    const { auth, id } = await app.settle('large');
    const put = (path: string, body: string | Uint8Array<ArrayBuffer>) =>
      app.call(at(id, path), { method: 'PUT', body, headers: auth });
    expect((await put('fits', new Uint8Array(1024 * 1024))).status).toBe(200);
    expect((await put('large', new Uint8Array(1024 * 1024 + 1))).status).toBe(413);
    expect((await put('a/b', 'x')).status).toBe(200);
    expect((await put('a', 'x')).body.code).toBe('PATH_CONFLICT');
    expect((await put('a/b/c', 'x')).body.code).toBe('PATH_CONFLICT');
  });

  it('are checked and written in one: of two at once that exclude each other, one is there', async () => {
    const { auth, id } = await app.settle('racer');
    const put = (path: string) => app.call(at(id, path), { method: 'PUT', body: 'x', headers: auth });
    for (const name of ['a', 'b', 'c', 'd']) {
      const [one, other] = await Promise.all([put(name), put(`${name}/below`)]);
      expect([one.status, other.status].sort()).toEqual([200, 409]);
      expect([one.body.code, other.body.code]).toContain('PATH_CONFLICT');
    }
    expect((await app.call(`/projects/${id}/files`, { headers: auth })).body.files).toHaveLength(4);
  });

  it('are no more than 500 in a project, nor when several are written at once', async () => {
    const { auth, id } = await app.settle('collector');
    await app.db.query(
      `INSERT INTO files (project_id, user_id, path, content)
       SELECT id, user_id, 'many-' || n, '' FROM projects, generate_series(1, 499) AS n WHERE id = $1`,
      [id],
    );
    const put = (path: string) => app.call(at(id, path), { method: 'PUT', body: 'x', headers: auth });
    expect(await statusesOf([put('a'), put('b'), put('c')])).toEqual([200, 409, 409]);
    expect((await put('d')).body).toMatchObject({
      code: 'FULL',
      message: 'The project has 500 files, which is the most: delete some.',
    });
    expect((await put('many-1')).status).toBe(200);
  });

  it('belong to no project whose id no database can hold', async () => {
    const { auth } = await app.settle('null');
    for (const path of ['/projects/%00/files', '/projects/%00/board', '/projects/a%00b/file?path=a'])
      expect((await app.call(path, { headers: auth })).status, path).toBe(404);
    expect((await app.call('/projects/%00', { method: 'DELETE', headers: auth })).status).toBe(404);
  });

  it('are nobody else’s', async () => {
    const owner = await app.settle('owner');
    const other = await app.settle('other');
    await app.call(at(owner.id, 'secret'), { method: 'PUT', body: 'x', headers: owner.auth });
    const headers = other.auth;
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect((await app.call(at(owner.id, 'secret'), { method, headers })).status, method).toBe(404);
    expect((await app.call(`/projects/${owner.id}/files`, { headers })).status).toBe(404);
    expect((await app.call(`/projects/${owner.id}/board`, { headers })).status).toBe(404);
    expect((await app.call(`/projects/${owner.id}`, { method: 'DELETE', headers })).status).toBe(404);
    expect((await app.call(`/projects/${owner.id}/files`)).status).toBe(401);
    expect((await app.call(at(owner.id, 'secret'), { method: 'DELETE', headers: owner.auth })).status).toBe(
      200,
    );
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
    const { auth, id } = await app.settle('drawer');
    const save = (version: string | undefined, shapes: unknown[] = []) =>
      app.call(`/projects/${id}/board`, {
        method: 'PUT',
        headers: { ...auth, 'Content-Type': 'application/json', ...(version && { 'If-Match': version }) },
        body: JSON.stringify({ shapes }),
      });
    expect((await app.call(`/projects/${id}/board`, { headers: auth })).body).toEqual({
      version: 0,
      shapes: [],
    });
    expect((await save(undefined)).status).toBe(428);
    expect((await save('"1"')).status).toBe(412);
    const both = await Promise.all([save('"0"', [shape]), save('"0"', [shape])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await save('"1"')).body).toEqual({ version: 2 });
    expect((await save('"1"', [shape])).body.code).toBe('VERSION_CONFLICT');
    expect((await save('"2"', [shape])).status).toBe(200);
    const read = await app.call(`/projects/${id}/board`, { headers: auth });
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
    const { auth, id } = await app.settle(`invalid-${words.replaceAll(' ', '-')}`);
    const { status, body } = await app.call(`/projects/${id}/board`, {
      method: 'PUT',
      headers: { ...auth, 'Content-Type': 'application/json', 'If-Match': '"0"' },
      body: JSON.stringify({ shapes }),
    });
    expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
  });

  it('does not list what is wrong with each of a hundred thousand', async () => {
    const { auth, id } = await app.settle('bomber');
    const { status, body } = await app.call(`/projects/${id}/board`, {
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
    const { auth, id } = await app.settle('leaver');
    expect((await app.call(`/projects/${id}`, { method: 'DELETE', headers: auth })).status).toBe(200);
    expect((await app.call(`/projects/${id}/board`, { headers: auth })).status).toBe(404);
  });
});
