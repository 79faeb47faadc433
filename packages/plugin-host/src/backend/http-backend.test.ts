import type { RequestListener } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createHttpBackend } from './http-backend.ts';

const server = useHttpServer();
const backend = () => createHttpBackend({ baseUrl: server.origin, fetch });
const bundle = { sha256: 'ab', integrity: 'sha384-ab', size: 2 };

const json =
  (body: unknown): RequestListener =>
  (_request, response) =>
    void response.end(JSON.stringify(body));

/** Begins an answer, and loses the connection before it is complete. */
const broken: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Length': '100' });
  response.write('{', () => response.destroy());
};

describe('a connection that is lost', () => {
  it.each([
    ['in the bytes of a bundle', () => backend().download(bundle)],
    ['in an answer of JSON', () => backend().list()],
  ])('%s is an HTTP_ERROR that says so', async (_, request) => {
    server.answer = broken;
    await expect(request()).rejects.toMatchObject({
      code: 'HTTP_ERROR',
      message: expect.stringContaining('connection to the server was lost'),
    });
  });

  it('is ABORTED where the caller gave up', async () => {
    const controller = new AbortController();
    server.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{', () => controller.abort());
    };
    const request = backend().download(bundle, { signal: controller.signal });
    await expect(request).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('a server that does not answer', () => {
  it.each([
    ['at all', () => undefined],
    ['to the end', (_request, response) => void response.writeHead(200).write('{')],
  ] satisfies [string, RequestListener][])('%s is given up at the deadline', async (_, answer) => {
    server.answer = answer;
    const impatient = createHttpBackend({ baseUrl: server.origin, fetch, deadline: 20 });
    await expect(impatient.list()).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(impatient.download(bundle)).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });
});

describe('an answer', () => {
  it('that refuses settings says which', async () => {
    const errors = [{ field: 'settings.size', message: 'settings.size must be 12 or less', code: 'max' }];
    server.answer = (_request, response) => {
      response.writeHead(400);
      response.end(JSON.stringify({ success: false, error: 'no', code: 'INVALID_SETTINGS', errors }));
    };
    await expect(backend().updateSettings('alpha', { size: 99 })).rejects.toMatchObject({
      code: 'INVALID_SETTINGS',
      data: { issues: errors },
    });
  });

  it.each([
    ['ALREADY_EXISTS', 409, 'ALREADY_EXISTS'],
    ['ALREADY_EXISTS', 409, undefined],
    ['INVALID_STATE', 409, 'INVALID_STATE'],
    ['MANIFEST_MISMATCH', 409, 'MANIFEST_MISMATCH'],
    ['PLUGIN_DISABLED', 403, 'PLUGIN_DISABLED'],
    ['VERSION_WITHDRAWN', 409, 'VERSION_WITHDRAWN'],
    ['HTTP_ERROR', 409, 'EDIT_CONFLICT'],
    ['NOT_FOUND', 404, 'NOT_FOUND'],
    ['HTTP_ERROR', 500, 'INTERNAL'],
    ['HTTP_ERROR', 503, 'BUSY'],
  ])('that refuses is %s for %i %s, in its own words', async (code, status, theirs) => {
    server.answer = (_request, response) => {
      response.writeHead(status).end(JSON.stringify({ success: false, error: 'The words', code: theirs }));
    };
    await expect(backend().install(testManifest('alpha'), [])).rejects.toMatchObject({
      code,
      message: 'The words',
      data: { status, code: theirs },
    });
  });

  it.each([429, 503])('with %i and Retry-After is UNAVAILABLE, and says for how long', async (status) => {
    server.answer = (_request, response) => {
      response.writeHead(status, { 'Retry-After': '30' });
      response.end(JSON.stringify({ error: 'Too much' }));
    };
    await expect(backend().list()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'Too much (again in 30 s)',
      data: { status, retryAfter: 30 },
    });
  });

  it('that is no JSON is an HTTP_ERROR with another cause', async () => {
    server.answer = (_request, response) => void response.end('<html>');
    await expect(backend().list()).rejects.toMatchObject({
      code: 'HTTP_ERROR',
      message: expect.stringContaining('is it plugin-server?'),
    });
  });

  it('says why a plugin is disabled, where it does', async () => {
    const fault = { code: 'VERSION_WITHDRAWN', message: 'It sent data to strangers' };
    const row = {
      id: '1',
      pluginId: 'good',
      manifest: testManifest('good'),
      state: 'disabled',
      fault,
      settings: {},
      installedAt: '2026-01-01',
      updatedAt: '2026-01-01',
    };
    server.answer = json({ plugins: [row] });
    expect(await backend().list()).toMatchObject([{ state: 'disabled', fault }]);
  });

  it('with a damaged record keeps it in the list, with what is wrong', async () => {
    const good = {
      id: '1',
      pluginId: 'good',
      manifest: testManifest('good'),
      state: 'inactive',
      settings: {},
      installedAt: '2026-01-01',
      updatedAt: '2026-01-01',
    };
    const manifest = { ...testManifest('bad'), version: 'one' };
    server.answer = json({ plugins: [good, { ...good, pluginId: 'bad', manifest }, { id: '3' }] });
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const plugins = await backend().list();
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    expect(plugins).toMatchObject([
      { pluginId: 'good', state: 'inactive' },
      {
        pluginId: 'bad',
        state: 'error',
        manifest: { id: 'bad', name: 'bad', version: '0.0.0' },
        fault: { code: 'INVALID_MANIFEST', message: expect.stringContaining('version') },
        installedAt: '2026-01-01',
      },
    ]);
  });
});
