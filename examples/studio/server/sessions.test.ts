import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSessions } from './sessions.ts';

const secret = new TextEncoder().encode('a secret that is long enough for a test');

describe('createSessions', () => {
  it('knows the tokens of whoever has the same secret', async () => {
    const token = await createSessions(secret).issue('user-1');
    expect(await createSessions(secret.slice()).verify(token)).toBe('user-1');
  });

  it('takes neither another secret, nor an unsigned or expired token', async () => {
    const sessions = createSessions(secret);
    const claims = () => new SignJWT().setSubject('user-1').setIssuer('fluxstudio-example-studio');
    const foreign = await claims().setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"user-1"}')}.`;
    const expired = await claims()
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(new Date(Date.now() - 1000))
      .sign(secret);
    const token = await sessions.issue('user-1');
    for (const bad of [foreign, unsigned, expired, `${token}x`, token.slice(1), '']) {
      expect(await sessions.verify(bad)).toBeUndefined();
    }
  });
});
