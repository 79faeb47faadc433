import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { useHttpServer } from '../../test/support/http-server.ts';
import type { SyncStorageBackend } from './backend.ts';
import { createHttpBackend } from './http-backend.ts';

const server = useHttpServer();
const requests: string[] = [];
const storage = () => createHttpBackend({ baseUrl: server.origin, fetch }).syncStorage as SyncStorageBackend;

/** Answers with this, and remembers what was asked. */
function answerWith(body: unknown, status = 200): void {
  server.answer = async (request, response) => {
    requests.push(`${request.method} ${request.url} ${await textOf(request)}`.trim());
    response.writeHead(status).end(JSON.stringify(body));
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

beforeEach(() => {
  requests.length = 0;
});

describe('storage.sync over HTTP', () => {
  it('asks for what the server offers', async () => {
    answerWith({ value: null, keys: ['a'] });
    expect(await storage().get('notes', 'a b?ü')).toBe(null);
    expect(await storage().keys('notes')).toEqual(['a']);
    await storage().set('notes', '__proto__', { deep: [1] });
    await storage().delete('notes', 'a');
    await storage().clear('notes');
    expect(requests).toEqual([
      'GET /notes/storage/a%20b%3F%C3%BC',
      'GET /notes/storage',
      'PUT /notes/storage/__proto__ {"value":{"deep":[1]}}',
      'DELETE /notes/storage/a',
      'DELETE /notes/storage',
    ]);
  });

  it('takes a key that is not there for undefined, and no other 404', async () => {
    answerWith({ error: 'There is no such key', code: 'KEY_NOT_FOUND' }, 404);
    expect(await storage().get('notes', 'a')).toBe(undefined);
    answerWith({ error: 'Plugin not found', code: 'NOT_FOUND' }, 404);
    await expect(storage().get('notes', 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is QUOTA_EXCEEDED with the words of the server', async () => {
    answerWith({ error: 'A plugin may have at most 512 keys', code: 'QUOTA_EXCEEDED' }, 413);
    await expect(storage().set('notes', 'a', 1)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: 'A plugin may have at most 512 keys',
    });
    // A value that no request can carry.
    answerWith({ error: 'The body is larger than 1048576 bytes', code: 'PAYLOAD_TOO_LARGE' }, 413);
    await expect(storage().set('notes', 'a', 1)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });

  it.each(['', '.', '..', '...', 'a/b', 'a\\b', 'a\0b', '\ud800', 'x'.repeat(501)])(
    'does not ask about the key %j, which a URL would make something else of',
    async (key) => {
      answerWith({});
      for (const ask of [
        () => storage().get('notes', key),
        () => storage().set('notes', key, 1),
        () => storage().delete('notes', key),
      ])
        await expect(ask()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
      expect(requests).toEqual([]);
    },
  );
});
