import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it, vi } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import { createHttpBackend } from './http-backend.ts';
import { tryAgain } from './http-retry.ts';

const lost = () => new PluginError('HTTP_ERROR', 'lost', { cause: new TypeError('fetch failed') });
const status = (code: string, data: object) => new PluginError(code, 'no', { data });
const busy = (retryAfter: number) => status('UNAVAILABLE', { status: 503, retryAfter });

/** Fails with each of the errors in turn, then succeeds; with what was sent and how long it waited. */
function setUp(...errors: PluginError[]) {
  const keys: (string | undefined)[] = [];
  const waits: number[] = [];
  const result = tryAgain(
    async (headers) => {
      keys.push(headers['Idempotency-Key']);
      const error = errors.shift();
      if (error) throw error;
      return 'done';
    },
    async (milliseconds) => void waits.push(milliseconds),
  );
  return { result, keys, waits };
}

describe('a change', () => {
  it('that succeeds is sent once', async () => {
    const { result, keys } = setUp();
    expect(await result).toBe('done');
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it.each([
    ['the connection broke', lost()],
    ['the server asked to come back', busy(0)],
  ])('is sent again under the same key when %s', async (_, error) => {
    const { result, keys } = setUp(error, lost());
    expect(await result).toBe('done');
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('waits longer each time, and as long as the server asks', async () => {
    const { result, waits } = setUp(lost(), busy(7));
    await result;
    expect(waits[0]).toBeGreaterThanOrEqual(250);
    expect(waits[0]).toBeLessThan(750);
    expect(waits[1]).toBeGreaterThanOrEqual(7_500);
  });

  it('is given up after three attempts, with the last error', async () => {
    const { result, keys } = setUp(busy(1), busy(1), lost(), lost());
    await expect(result).rejects.toMatchObject({ message: 'lost' });
    expect(keys).toHaveLength(3);
  });

  it.each([
    ['was refused', status('ALREADY_EXISTS', { status: 409 })],
    ['is one too many', status('UNAVAILABLE', { status: 429, retryAfter: 1 })],
    ['would have to wait for long', busy(60)],
    ['met a fault of the server', status('HTTP_ERROR', { status: 503 })],
    ['got no answer in time', new PluginError('DEADLINE_EXCEEDED', 'late', { cause: new Error() })],
    ['got the answer of something else', new PluginError('HTTP_ERROR', 'is it plugin-server?')],
  ])('that %s is not sent again', async (_, error) => {
    const { result, keys } = setUp(error);
    await expect(result).rejects.toBe(error);
    expect(keys).toHaveLength(1);
  });
});

describe('the HTTP back end', () => {
  const server = useHttpServer();
  const manifest = testManifest('alpha');
  const plugin = {
    id: '1',
    pluginId: 'alpha',
    manifest,
    state: 'inactive',
    settings: {},
    installedAt: '2026-01-01',
    updatedAt: '2026-01-01',
  };

  it.each(['install', 'update'] as const)('does not lose the answer to %s', async (method) => {
    vi.spyOn(Math, 'random').mockReturnValue(-0.5);
    const seen: unknown[] = [];
    server.answer = (request, response) => {
      seen.push([request.url, request.headers['idempotency-key']]);
      if (seen.length === 1)
        response.writeHead(200, { 'Content-Length': '9' }).write('{', () => response.destroy());
      else if (seen.length === 2) request.socket.destroy();
      else response.end(JSON.stringify({ plugin }));
    };
    const backend = createHttpBackend({ baseUrl: server.origin, fetch });
    expect(await backend[method](manifest, [])).toMatchObject({ pluginId: 'alpha' });
    vi.restoreAllMocks();
    expect(seen).toHaveLength(3);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    await backend[method](manifest, []);
    expect(seen[3]).not.toEqual(seen[0]);
  });
});
