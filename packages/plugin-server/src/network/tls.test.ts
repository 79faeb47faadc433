import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createMediatedFetch } from './mediated-fetch.ts';
import { selfSigned } from './test-certificate.ts';
import { ALLOWED, outbound, textOf } from './test-upstream.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Fetches over TLS from a server with a certificate, for `api.example.com`. */
async function fetchFrom(certificate: { key: string; cert: string }, ca?: string) {
  let requests = 0;
  const server = createServer({ ...certificate }, (_request, response) => {
    requests++;
    response.end('fine');
  });
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => new Promise((done) => server.close(done)));
  const origin = `https://api.example.com:${(server.address() as AddressInfo).port}`;
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const send = createMediatedFetch({ allowPrivate: ALLOWED, resolve, ca });
  return { answer: send(outbound(origin), [origin]), requests: () => requests };
}

const untrusted = (code: string) => ({
  status: 502,
  code: 'NETWORK_ERROR',
  message: expect.stringMatching(new RegExp(`has no valid certificate \\(${code}\\)$`)),
});

it('takes a certificate that is trusted, for the name of the URL', async () => {
  const certificate = selfSigned('api.example.com');
  const { answer } = await fetchFrom(certificate, certificate.cert);
  expect(await textOf(await answer)).toBe('fine');
});

it('refuses one that nobody trusts, whatever the environment says', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const { answer, requests } = await fetchFrom(selfSigned('api.example.com'));
  await expect(answer).rejects.toMatchObject(untrusted('DEPTH_ZERO_SELF_SIGNED_CERT'));
  expect(requests()).toBe(0);
});

it('refuses one for another name', async () => {
  const certificate = selfSigned('other.example.com');
  const { answer, requests } = await fetchFrom(certificate, certificate.cert);
  await expect(answer).rejects.toMatchObject(untrusted('ERR_TLS_CERT_ALTNAME_INVALID'));
  expect(requests()).toBe(0);
});

it('refuses one that has expired', async () => {
  const certificate = selfSigned('api.example.com', new Date(Date.now() - 86_400_000));
  const { answer, requests } = await fetchFrom(certificate, certificate.cert);
  await expect(answer).rejects.toMatchObject(untrusted('CERT_HAS_EXPIRED'));
  expect(requests()).toBe(0);
});
