import { describe, expect, it } from 'vitest';
import type { Method } from './contract/route-contract.ts';
import { createRouter } from './router.ts';

const route = (method: Method, path: string) => ({ method, path });
const router = createRouter([
  route('GET', '/'),
  route('POST', '/install'),
  route('DELETE', '/:id'),
  route('GET', '/:id/settings'),
  route('PUT', '/:id/settings'),
  route('GET', '/marketplace/:id'),
]);

describe('createRouter', () => {
  it.each([
    ['GET', '/', '/'],
    ['GET', '', '/'],
    ['HEAD', '/', '/'],
    ['POST', '/install', '/install'],
    ['POST', '/install/', '/install'],
    ['POST', '/%69nstall', '/install'],
    ['DELETE', '/a-b', '/:id'],
    ['PUT', '/a/settings', '/:id/settings'],
    ['GET', '/marketplace/settings', '/marketplace/:id'],
  ])('%s %s is %s', (method, path, pattern) => {
    expect(router.match(method, path)?.route.path).toBe(pattern);
  });

  it.each(['//', '///', '/a/b', '/a//settings', '//settings', '/a/settings/x', '//install', '/install//'])(
    '%s is nothing',
    (path) => {
      expect(router.match('GET', path)).toBeUndefined();
    },
  );

  it('gives parameters, decoded once', () => {
    const match = router.match('GET', '/%61%2Fb%2525/settings');
    expect(match?.param('id')).toBe('a/b%25');
    expect(match?.param('other')).toBe('');
  });

  it('does not take a literal for a parameter', () => {
    expect(() => router.match('DELETE', '/install')).toThrow(expect.objectContaining({ status: 405 }));
  });

  it('says which methods a path has', () => {
    const fault = expect.objectContaining({ status: 405, headers: { allow: 'GET, HEAD, PUT' } });
    expect(() => router.match('PATCH', '/a/settings')).toThrow(fault);
    expect(() => router.match('constructor', '/a/settings')).toThrow(fault);
  });

  it.each(['/%', '/%zz', '/a/%e0%a4'])('refuses %s', (path) => {
    expect(() => router.match('GET', path)).toThrow(expect.objectContaining({ status: 400 }));
  });
});
