import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSessions } from './sessions.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'studio-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('openSessions', () => {
  it('knows its tokens again after a restart', async () => {
    const token = await (await openSessions(root)).issue('user-1');
    expect(await (await openSessions(root)).verify(token)).toBe('user-1');
  });

  it('keeps the secret to its owner, also where the file was there before', async () => {
    const file = join(root, 'session-secret');
    await writeFile(file, 'short', { mode: 0o644 });
    await openSessions(root);
    const { mode, size } = await stat(file);
    expect([mode & 0o777, size]).toEqual([0o600, 32]);
  });

  it('takes neither another secret, nor an unsigned or expired token', async () => {
    const sessions = await openSessions(root);
    const claims = () => new SignJWT().setSubject('user-1').setIssuer('fluxstudio-example-studio');
    const foreign = await claims().setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"user-1"}')}.`;
    const expired = await claims()
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(new Date(Date.now() - 1000))
      .sign(await readFile(join(root, 'session-secret')));
    const token = await sessions.issue('user-1');
    for (const bad of [foreign, unsigned, expired, `${token}x`, token.slice(1), '']) {
      expect(await sessions.verify(bad)).toBeUndefined();
    }
  });
});
