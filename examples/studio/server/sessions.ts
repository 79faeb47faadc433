import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const ISSUER = 'fluxstudio-example-studio';
const LIFETIME = '7d';
const SECRET_BYTES = 32;

export interface Sessions {
  issue(userId: string): Promise<string>;
  /** The id of the user a token was issued to, or `undefined` for one that is forged, expired or not ours. */
  verify(token: string): Promise<string | undefined>;
}

/** Signed tokens. The secret is made at the first start and kept with the data, so that sessions survive a restart. */
export async function openSessions(directory: string): Promise<Sessions> {
  const secret = await readSecret(join(directory, 'session-secret'));
  return {
    issue: (userId) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(secret),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secret, { algorithms: [ALGORITHM], issuer: ISSUER });
        return payload.sub;
      } catch {
        return undefined;
      }
    },
  };
}

async function readSecret(file: string): Promise<Uint8Array> {
  const stored = await readFile(file).catch(() => undefined);
  if (stored?.length === SECRET_BYTES) return stored;
  const secret = randomBytes(SECRET_BYTES);
  await writeFile(file, secret, { mode: 0o600 });
  // The mode above does not apply to a file that was there already.
  await chmod(file, 0o600);
  return secret;
}
