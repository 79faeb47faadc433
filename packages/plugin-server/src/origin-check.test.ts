import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOrigin } from './origin-check.ts';

const APP = 'https://app.example.com';
const EVIL = 'https://evil.example';

/** Whether a request with these headers passes. */
function passes(headers: Record<string, string>, { method = 'POST', origins = [APP] } = {}): boolean {
  try {
    checkOrigin({ method, path: '/install', headers: { host: 'api.example.com', ...headers } }, origins);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' });
    return false;
  }
}

describe('checkOrigin', () => {
  it.each([
    ['no browser', {}],
    ['the server’s own page', { origin: 'https://api.example.com' }],
    ['the same, behind a proxy that ends TLS', { origin: 'http://api.example.com' }],
    ['the same at a port', { origin: 'https://api.example.com:8443', host: 'api.example.com:8443' }],
    [
      'the same by the browser’s word, whatever the proxy calls the host',
      {
        origin: 'https://shown.example.com',
        host: 'internal:3000',
        'sec-fetch-site': 'same-origin',
      },
    ],
    ['an address typed in', { 'sec-fetch-site': 'none' }],
    ['an origin of the operator’s list', { origin: APP, 'sec-fetch-site': 'cross-site' }],
    ['the same in an older browser', { origin: APP }],
    [
      'a bearer token, from anywhere',
      { origin: EVIL, 'sec-fetch-site': 'cross-site', authorization: 'Bearer t' },
    ],
    ['the same in other letters', { origin: EVIL, authorization: 'bEARER t' }],
  ])('lets pass %s', (_what, headers) => {
    expect(passes(headers as Record<string, string>)).toBe(true);
  });

  it.each([
    ['another site', { origin: EVIL, 'sec-fetch-site': 'cross-site' }],
    ['another site in an older browser', { origin: EVIL }],
    ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }],
    [
      'a subdomain that is not the app',
      { origin: 'https://blog.example.com', 'sec-fetch-site': 'same-site' },
    ],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed frame in an older browser', { origin: 'null' }],
    ['another port of the host', { origin: 'https://api.example.com:8443' }],
    ['a name that begins alike', { origin: 'https://api.example.com.evil.example' }],
    ['one that begins like the list', { origin: `${APP}.evil.example` }],
    ['an origin that is none', { origin: 'api.example.com' }],
    ['an empty origin', { origin: '' }],
    ['a word that no browser has', { origin: EVIL, 'sec-fetch-site': 'same-planet' }],
    ['basic credentials, which browsers add themselves', { origin: EVIL, authorization: 'Basic YTpi' }],
    ['a token in another scheme', { origin: EVIL, authorization: 'bearer' }],
  ])('refuses %s', (_what, headers) => {
    expect(passes(headers as Record<string, string>)).toBe(false);
  });

  it('lets every request pass that only reads, and none other', () => {
    const evil = { origin: EVIL, 'sec-fetch-site': 'cross-site', cookie: 'session=1' };
    for (const method of ['GET', 'HEAD']) expect(passes(evil, { method })).toBe(true);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'PROPFIND', ''])
      expect([method, passes(evil, { method })]).toEqual([method, false]);
  });

  it('says who was refused, and what an operator can do', () => {
    const refuse = (headers: Record<string, string>) => () =>
      checkOrigin({ method: 'POST', path: '/', headers }, []);
    expect(refuse({ origin: EVIL })).toThrow(`Requests from ${EVIL} are refused`);
    expect(refuse({ 'sec-fetch-site': 'cross-site' })).toThrow('from another site');
    expect(refuse({ origin: EVIL })).toThrow('option "origins"');
  });

  it('lets no origin pass that a browser calls another, but those of the list', () => {
    const site = fc.constantFrom('cross-site', 'same-site');
    fc.assert(
      fc.property(
        site,
        fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom(APP, EVIL, 'null')),
        (word, origin) => {
          expect(passes({ 'sec-fetch-site': word, origin })).toBe(origin === APP);
        },
      ),
    );
  });

  // What a sandbox frame sends, and a server that does not know its own name: neither is a match.
  it('takes no origin for its own where it has no host', () => {
    for (const origin of ['null', EVIL, 'nonsense'])
      expect(() => checkOrigin({ method: 'POST', path: '/', headers: { origin } }, [])).toThrow(
        'are refused',
      );
    const headers = { origin: 'https://api.example.com', ':authority': 'api.example.com' };
    expect(() => checkOrigin({ method: 'POST', path: '/', headers }, [])).not.toThrow();
  });
});
