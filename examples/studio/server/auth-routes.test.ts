import * as crypto from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, createAuthLimits, SIGN_UP_LIMIT } from './auth-limits.ts';
import { startTestApp, type TestApp } from './test-app.ts';

// Hashing is cheap here, whatever cost is asked for.
vi.mock('node:crypto', async (original) => {
  const actual = await original<typeof crypto>();
  const scrypt: (...args: Parameters<typeof crypto.scrypt>) => void = (password, salt, length, _cost, done) =>
    actual.scrypt(password, salt, length, { N: 2 }, done);
  return { ...actual, scrypt: vi.fn(scrypt) };
});

let time = 0;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(createAuthLimits(() => time));
}, 60_000);
afterAll(() => app?.close());
// Whatever was counted is over.
beforeEach(async () => {
  time += 60 * 60_000;
  await app.db.query(`UPDATE users SET created_at = created_at - interval '1 hour'`);
});

describe('accounts', () => {
  it('are made, and signed in to, whatever the case of the address', async () => {
    const account = { name: ' New ', email: 'New@Users.example', password: 'correct horse' };
    const made = await app.post('/auth/sign-up', account);
    expect([made.status, made.body.user]).toEqual([
      201,
      { id: expect.any(String), name: 'New', email: 'new@users.example' },
    ]);
    const again = await app.post('/auth/login', { email: 'new@users.EXAMPLE', password: 'correct horse' });
    expect([again.status, again.body.user]).toEqual([200, made.body.user]);
    const list = await app.call('/projects', { headers: { Authorization: `Bearer ${made.body.token}` } });
    expect(list.body).toEqual({ projects: [] });
  });

  it('have an address each', async () => {
    const account = { name: 'First', email: 'twice@users.example', password: 'correct horse' };
    const [one, other] = await Promise.all([
      app.post('/auth/sign-up', account),
      app.post('/auth/sign-up', { ...account, email: 'TWICE@users.example' }),
    ]);
    expect([one.status, other.status].sort()).toEqual([201, 409]);
    expect([one.body.code, other.body.code]).toContain('EMAIL_TAKEN');
  });

  it('are refused with a reason for each field', async () => {
    const { status, body } = await app.post('/auth/sign-up', {
      name: '',
      email: 'nobody',
      password: 'short',
    });
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
    await app.db.query(
      `INSERT INTO users (id, email, name, password_hash)
       SELECT 'many-' || n, n || '@many.example', 'Many', '' FROM generate_series(1, 30) AS n`,
    );
    const account = { name: 'Late', email: 'late@users.example', password: 'correct horse' };
    const { status, headers } = await app.post('/auth/sign-up', account);
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    // Nor all at once, before one of them is counted.
    await app.db.query(`DELETE FROM users WHERE id <> 'many-1' AND created_at > now() - interval '1 minute'`);
    await app.db.query(
      `INSERT INTO users (id, email, name, password_hash)
       SELECT 'many-' || n, n || '@many.example', 'Many', '' FROM generate_series(2, 29) AS n`,
    );
    const flood = await Promise.all(
      [1, 2, 3, 4].map((n) => app.post('/auth/sign-up', { ...account, email: `flood-${n}@users.example` })),
    );
    expect(flood.map((answer) => answer.status).sort()).toEqual([201, 429, 429, 429]);
    await app.db.query(`DELETE FROM users WHERE id LIKE 'many-%' OR email LIKE 'flood-%'`);
    expect((await app.post('/auth/sign-up', account)).status).toBe(201);
  });
});

describe('signing in', () => {
  const account = { name: 'Target', email: 'target@users.example', password: 'correct horse' };
  const wrong = { ...account, password: 'wrong horse' };
  const signIn = (body: object) => app.post('/auth/login', body);
  const statuses = async (count: number, body: (n: number) => object) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, n) => signIn(body(n))));
    return answers.map(({ status }) => status).sort();
  };
  const times = (count: number, status: number) => Array<number>(count).fill(status);

  beforeAll(async () => {
    expect((await app.post('/auth/sign-up', account)).status).toBe(201);
  });

  it('is over after too many wrong passwords, however the address is written, until the time has passed', async () => {
    const { attempts, windowMs } = ACCOUNT_LIMIT;
    expect(await statuses(attempts, () => wrong)).toEqual(times(attempts, 401));
    time += 1500;
    const refused = await signIn({ ...account, email: ' TARGET@users.example' });
    expect(refused).toMatchObject({
      status: 429,
      body: {
        code: 'RATE_LIMITED',
        message: 'There were too many attempts to sign in: try again in 15 minutes.',
      },
    });
    expect(refused.headers.get('retry-after')).toBe(String(Math.ceil((windowMs - 1500) / 1000)));
    expect((await signIn({ email: 'demo@users.example', password: 'x' })).status).toBe(401);
    time += windowMs - 1501;
    expect((await signIn(account)).body.message).toContain('in a minute.');
    time += 1;
    expect((await signIn(account)).status).toBe(200);
  });

  it('counts the attempts that come at once', async () => {
    const { attempts } = ACCOUNT_LIMIT;
    expect(await statuses(attempts + 3, () => wrong)).toEqual([...times(attempts, 401), ...times(3, 429)]);
  });

  it('does not count those with the right password', async () => {
    const { attempts } = ACCOUNT_LIMIT;
    await statuses(attempts - 1, () => wrong);
    expect((await signIn(account)).status).toBe(200);
    expect(await statuses(attempts + 1, () => wrong)).toEqual([...times(attempts, 401), 429]);
  });

  it('is over for an address that tries many accounts, and no password is hashed any more', async () => {
    const { attempts } = ADDRESS_LIMIT;
    const nobody = (n: number) => ({ email: `nobody-${n}@users.example`, password: 'x' });
    expect(await statuses(attempts, nobody)).toEqual(times(attempts, 401));
    vi.mocked(crypto.scrypt).mockClear();
    expect((await signIn(account)).status).toBe(429);
    expect(crypto.scrypt).not.toHaveBeenCalled();
  });

  it('hashes a password as often, and at the same cost, where there is no account', async () => {
    const hashing = async (body: object, path = '/auth/login') => {
      vi.mocked(crypto.scrypt).mockClear();
      const { status } = await app.post(path, body);
      const costs = vi.mocked(crypto.scrypt).mock.calls.map(([, , length, options]) => [length, options]);
      return { status, costs };
    };
    const known = await hashing(wrong);
    expect(known.costs).toHaveLength(1);
    expect(await hashing({ ...wrong, email: 'nobody@users.example' })).toEqual(known);
    // Nor does the time of a sign-up tell it, beside the answer.
    const { costs } = await hashing({ ...account, email: 'somebody@users.example' }, '/auth/sign-up');
    expect(await hashing(account, '/auth/sign-up')).toEqual({ status: 409, costs });
  });
});

describe('signing up', () => {
  it('is over for an address that asks about many, with the same answer for all', async () => {
    const { attempts, windowMs } = SIGN_UP_LIMIT;
    const ask = (email: string) =>
      app.post('/auth/sign-up', { name: 'Asks', email, password: 'long enough' });
    await ask('asked@users.example');
    for (let n = 1; n < attempts; n++) expect((await ask('asked@users.example')).status).toBe(409);
    const [taken, free] = [await ask('asked@users.example'), await ask('free@users.example')];
    expect([taken.status, taken.headers.get('retry-after')]).toEqual([429, String(windowMs / 1000)]);
    expect(free.body).toEqual(taken.body);
  });
});
