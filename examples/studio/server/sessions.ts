import { jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const ISSUER = 'fluxstudio-example-studio';
const LIFETIME = '7d';

export interface Sessions {
  issue(userId: string): Promise<string>;
  /** The id of the user a token was issued to, or `undefined` for one that is forged, expired or not ours. */
  verify(token: string): Promise<string | undefined>;
}

/** Signed tokens: whoever has the secret knows them. */
export function createSessions(secret: Uint8Array): Sessions {
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
