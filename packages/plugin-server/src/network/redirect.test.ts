import { describe, expect, it } from 'vitest';
import { redirectOf, type Step } from './redirect.ts';

const step = (method: string, headers: Record<string, string> = {}): Step => ({
  url: new URL('https://api.example.com/a/b?c'),
  method,
  headers: new Headers({ 'content-type': 'text/plain', accept: 'text/css', ...headers }),
  body: Buffer.from('body'),
  redirects: 1,
});

describe('redirectOf', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'DELETE', 'GET'],
    [301, 'PUT', 'PUT'],
    [302, 'DELETE', 'DELETE'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [303, 'HEAD', 'HEAD'],
  ])('on %i makes %s a %s, with a body only if the method stays', (status, method, expected) => {
    const next = redirectOf(step(method), status, '/next');
    const keepsBody = method === expected;
    expect(next).toMatchObject({ method: expected, redirects: 2 });
    expect(next?.url.href).toBe('https://api.example.com/next');
    expect(Buffer.from(next?.body ?? '').toString()).toBe(keepsBody ? 'body' : '');
    expect(next?.headers.has('content-type')).toBe(keepsBody);
    expect(next?.headers.get('accept')).toBe('text/css');
  });

  it.each([
    [200, '/next'],
    [300, '/next'],
    [304, '/next'],
    [302, undefined],
  ])('takes %i with %s for an answer', (status, location) => {
    expect(redirectOf(step('GET'), status, location)).toBeUndefined();
  });

  const secrets = {
    authorization: 'a',
    'x-api-key': 'b',
    'private-token': 'c',
    cookie2: 'd',
    'x-anything': 'e',
  };
  it.each([
    'https://other.example.com/',
    'http://api.example.com/',
    'https://api.example.com:8443/',
    '//evil.example/',
  ])('leaves what can be a credential behind on the way to %s', (location) => {
    const next = redirectOf(step('GET', { ...secrets, 'content-encoding': 'gzip' }), 302, location);
    expect([...(next?.headers ?? [])].map(([name]) => name)).toEqual([
      'accept',
      'content-encoding',
      'content-type',
    ]);
    const same = redirectOf(step('GET', secrets), 302, 'https://api.example.com:443/x');
    expect(same?.headers.get('authorization')).toBe('a');
  });

  it('reads a Location in UTF-8', () => {
    const location = Buffer.from('/ü').toString('latin1');
    expect(redirectOf(step('GET'), 302, location)?.url.href).toBe('https://api.example.com/%C3%BC');
  });

  it('refuses a Location that is no URL', () => {
    expect(() => redirectOf(step('GET'), 302, 'https://[')).toThrow(
      expect.objectContaining({ status: 502, code: 'NETWORK_ERROR' }),
    );
  });
});
