import { describe, expect, it, vi } from 'vitest';
import { SSRF_CASES } from './ssrf-cases.ts';
import { ALLOWED, fetchFrom, GOOD, textOf, useUpstream } from './test-upstream.ts';

const upstream = useUpstream();
const fetch = fetchFrom(upstream);

const withPort = (text: string): string => text.replaceAll('PORT', String(upstream.port));

describe.each(SSRF_CASES)('$name', ({ url, records, why, hosts = ['http://*:PORT'] }) => {
  const prepare = () => {
    Object.assign(upstream.records, records);
    let redirect = '';
    upstream.answer = (request, response) => {
      if (request.url !== '/away') response.end('fine');
      else response.writeHead(307, { Location: Buffer.from(redirect).toString('latin1') }).end();
    };
    const declared = hosts.map(withPort);
    // A declared host redirects there.
    const redirectTo = (to: string) => {
      redirect = to;
      return fetch(`${upstream.origin}/away`, { hosts: declared });
    };
    return { target: withPort(url), declared, from: upstream.origin, redirectTo };
  };

  it('is refused before a connection is made', async () => {
    const { target, declared, from } = prepare();
    expect(await textOf(await fetch(from, { hosts: declared }))).toBe('fine');
    await expect(fetch(target, { hosts: declared })).rejects.toMatchObject({
      status: 403,
      code: 'PERMISSION_DENIED',
      message: expect.stringMatching(why),
    });
    expect(upstream.urls).toEqual(['/']);
  });

  it('is refused as the target of a redirect', async () => {
    const { target, from, redirectTo } = prepare();
    expect(await textOf(await redirectTo(`${from}/there`))).toBe('fine');
    expect(upstream.urls).toEqual(['/away', '/there']);
    await expect(redirectTo(target)).rejects.toMatchObject({
      status: 502,
      code: 'NETWORK_ERROR',
      message: expect.stringMatching(why),
    });
    expect(upstream.urls).toHaveLength(3);
  });
});

it('is a corpus of a size worth the name', () => {
  expect(SSRF_CASES.length).toBeGreaterThanOrEqual(45);
  expect(new Set(SSRF_CASES.map(({ name }) => name)).size).toBe(SSRF_CASES.length);
});

describe('a DNS that changes its answer', () => {
  it('is asked once for each connection, which goes where that answer says', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const resolve = vi.fn(async () => (answers.shift() ?? []).map((address) => ({ address, family: 4 })));
    const changing = fetchFrom(upstream, { resolve });
    let reached: string | undefined;
    upstream.answer = (request, response) => {
      reached = request.socket.localAddress;
      response.end('fine');
    };
    expect(await textOf(await changing(upstream.origin))).toBe('fine');
    expect([reached, resolve.mock.calls]).toEqual(['127.0.0.1', [[GOOD]]]);
    await expect(changing(upstream.origin)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('is caught when a redirect comes back to the same host', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.1'], ['127.0.0.1'], ['127.0.0.2']];
    const resolve = async () => (answers.shift() ?? []).map((address) => ({ address, family: 4 }));
    const changing = fetchFrom(upstream, { resolve });
    upstream.answer = (request, response) =>
      request.url === '/' ? response.writeHead(302, { Location: '/there' }).end() : response.end('fine');
    expect(await textOf(await changing(upstream.origin))).toBe('fine');
    await expect(changing(upstream.origin)).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
      message: expect.stringMatching(/private address$/),
    });
    expect(upstream.urls).toEqual(['/', '/there', '/']);
  });
});

describe('what a plugin is told', () => {
  it('never has the address in it', async () => {
    upstream.records['inside.example.com'] = ['10.98.76.54'];
    // A closed port: what Node says of it has the address.
    upstream.records['closed.example.com'] = ['127.0.0.1'];
    for (const url of [`http://inside.example.com:${upstream.port}/`, 'http://closed.example.com:2/']) {
      const failure = await fetch(url, { hosts: [`http://*:${upstream.port}`, 'http://*:2'] }).catch(
        (error) => error,
      );
      expect(failure.message).toContain('.example.com');
      expect(`${failure.message} ${JSON.stringify(failure.data)}`).not.toMatch(/10\.98|127\.0\.0\.1/);
    }
  });

  it('has neither path nor query of a redirect', async () => {
    upstream.answer = (_request, response) =>
      response.writeHead(302, { Location: 'https://evil.example/secret?token=1' }).end();
    const failure = await fetch(upstream.origin).catch((error) => error);
    expect(failure.message).toBe(
      `network.fetch: https://evil.example (redirect 1) is not one of the hosts in the manifest (http://*.example.com:${upstream.port})`,
    );
  });
});

it('lets an operator open what is theirs, and that alone', async () => {
  upstream.records['inside.example.com'] = ['127.0.0.2'];
  const url = `http://inside.example.com:${upstream.port}/`;
  await expect(fetch(url)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  // Nobody listens there: that it cannot be reached shows that it was tried.
  const open = fetchFrom(upstream, { allowPrivate: [...ALLOWED, '127.0.0.2'] });
  await expect(open(url)).rejects.toMatchObject({
    code: 'NETWORK_ERROR',
    message: expect.stringMatching(/cannot be reached$/),
  });
});
