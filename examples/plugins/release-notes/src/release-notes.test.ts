import { createTestHost, type TestHostOptions } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it } from 'vitest';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';
import { parseRelease } from './release.ts';

const SERVER = 'https://releases.example.com';
const RELEASE = { name: 'Aurora', version: '2.1.0', notes: '- Boards snap to a grid.' };

interface Request {
  readonly url: string;
  readonly headers: Headers;
}

/** An app whose release service answers by itself, and whose user enters what is given, or nothing. */
async function open(
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
  { entered = [], ...options }: Partial<TestHostOptions> & { entered?: (string | null)[] } = {},
) {
  const requests: Request[] = [];
  const asked: object[] = [];
  const host = await createTestHost({
    plugin,
    manifest,
    ...options,
    services: {
      ...options.services,
      interactions: {
        input(request) {
          asked.push(request);
          return entered.shift() ?? null;
        },
      },
      network: {
        async fetch({ url, headers }, _hosts, { signal }) {
          const request = { url, headers: new Headers(headers.map(([name, value]) => [name, value])) };
          requests.push(request);
          return answer(request, signal);
        },
      },
    },
  });
  return { host, requests, asked, [Symbol.asyncDispose]: () => host.dispose() };
}

const secrets = { token: 'secret-1' };
const latest = () => Response.json(RELEASE);

describe('release notes', () => {
  it('shows the latest release, with the token of the user', async () => {
    await using app = await open(latest, { secrets });
    expect(await app.host.runCommand('show-latest')).toEqual(RELEASE);
    expect(app.host.notifications).toMatchObject([
      { title: 'Aurora 2.1.0', message: RELEASE.notes, actions: ['Save to project'] },
    ]);
    expect(app.requests.map(({ url, headers }) => [url, headers.get('authorization')])).toEqual([
      [`${SERVER}/releases/latest`, 'Bearer secret-1'],
    ]);
    expect(app.asked).toEqual([]);
  });

  it('asks for the token when there is none, as a password, and keeps it as a secret', async () => {
    await using app = await open(latest, { entered: ['  new-token '] });
    await app.host.runCommand('show-latest');
    expect(app.asked).toMatchObject([{ password: true }]);
    expect(Object.fromEntries(app.host.secrets)).toEqual({ token: 'new-token' });
    expect(app.host.storage.size).toBe(0);
    expect(app.requests[0]?.headers.get('authorization')).toBe('Bearer new-token');
    expect(JSON.stringify([app.host.logs, app.host.notifications])).not.toContain('new-token');
  });

  it.each([[null], ['   ']])('asks nobody where the user enters %j', async (given) => {
    await using app = await open(latest, { entered: [given] });
    expect(await app.host.runCommand('show-latest')).toBeUndefined();
    expect(app.requests).toEqual([]);
    expect(app.host.secrets.size).toBe(0);
  });

  it('sets and forgets the token, and never tells it', async () => {
    await using app = await open(latest, { entered: ['t', null] });
    expect(await app.host.runCommand('set-token')).toBe(true);
    expect(await app.host.runCommand('set-token')).toBe(false);
    expect(app.host.secrets.get('token')).toBe('t');
    await app.host.runCommand('forget-token');
    expect(app.host.secrets.size).toBe(0);
  });

  it('forgets a token that is refused, and goes on with another', async () => {
    await using app = await open(
      ({ headers }) =>
        headers.get('authorization') === 'Bearer right' ? latest() : new Response(null, { status: 401 }),
      { secrets, entered: ['right'] },
    );
    await app.host.runCommand('show-latest');
    expect(app.host.secrets.size).toBe(0);
    expect(app.host.notifications[0]).toMatchObject({ type: 'warning' });
    await app.host.notifications[0]?.click('Set another');
    expect(app.host.notifications[1]?.title).toBe('Aurora 2.1.0');
  });

  it.each([
    ['an error', () => new Response('{}', { status: 500 }), 'status 500'],
    ['text', () => new Response('<h1>Hello</h1>'), 'no release'],
    ['other JSON', () => Response.json([RELEASE]), 'no release'],
  ])('says why, and tries again: %s', async (_name, bad, reason) => {
    const answers = [bad, latest];
    await using app = await open(() => (answers.shift() ?? latest)(), { secrets });
    expect(await app.host.runCommand('show-latest')).toBeUndefined();
    expect(app.host.notifications[0]).toMatchObject({ type: 'error', title: 'No release notes' });
    expect(app.host.notifications[0]?.message).toContain(reason);
    await app.host.notifications[0]?.click('Try again');
    expect(app.host.notifications[1]?.title).toBe('Aurora 2.1.0');
    expect(app.host.secrets.get('token')).toBe('secret-1');
  });

  it('saves the notes only when the user allows it', async () => {
    const written = new Map<string, unknown>();
    const services = {
      files: { write: (path: string, content: unknown) => void written.set(path, content) },
    };
    await using app = await open(latest, { secrets, services });
    await app.host.runCommand('show-latest');
    const [notification] = app.host.notifications;
    const refused = notification?.click('Save to project');
    expect((await app.host.answerConsent('deny')).permissions).toEqual(['files:write']);
    expect(await refused).toBe(false);
    expect(written.size).toBe(0);
    const saved = notification?.click('Save to project');
    await app.host.answerConsent('allow');
    expect(await saved).toBe(true);
    expect(Object.fromEntries(written)).toEqual({
      'release-notes.md': '# Aurora 2.1.0\n\n- Boards snap to a grid.\n',
    });
  });

  it('asks the hosts of its manifest and no other', async () => {
    await using app = await open(latest, {
      secrets,
      manifest: { ...manifest, network: { hosts: ['releases.example.org'] } },
    });
    await expect(app.host.runCommand('show-latest')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(app.requests).toEqual([]);
  });
});

it('cuts what a notification could not show', () => {
  const release = parseRelease({ name: 'n'.repeat(200), version: '1', notes: 'x'.repeat(5000) });
  expect(release?.name).toHaveLength(100);
  expect(release?.notes).toHaveLength(2000);
  expect(parseRelease({ name: '', version: '1', notes: '' })).toBeUndefined();
  expect(parseRelease(null)).toBeUndefined();
});
