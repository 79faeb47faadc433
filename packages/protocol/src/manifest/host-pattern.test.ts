import { describe, expect, it } from 'vitest';
import { isHostPattern, matchesHost } from './host-pattern.ts';

describe('isHostPattern', () => {
  it.each([
    'example.com',
    '*.example.com',
    'https://example.com',
    'http://localhost:3000',
    '[::1]:80',
    '*',
    'http://*',
    '*.example.com:8443',
    '127.0.0.1',
    'xn--bcher-kva.example',
  ])('takes %s', (pattern) => expect(isHostPattern(pattern)).toBe(true));

  it.each([
    '',
    'https://',
    'example.com/path',
    'a.*.example.com',
    '**.example.com',
    'ftp://example.com',
    'user@example.com',
    'EXAMPLE.com',
    '.example.com',
    'example.com.',
    'example.com:',
    'javascript:alert(1)',
    '*example.com',
    'a.example:99999',
    '*.example.com:99999',
    '999.1.1.1',
    '*.1.1.1',
    '[1]',
  ])('refuses %j', (pattern) => expect(isHostPattern(pattern)).toBe(false));
});

describe('matchesHost', () => {
  it.each([
    ['https://example.com/a', 'example.com', true],
    ['https://EXAMPLE.com./', 'example.com', false],
    ['http://example.com/', 'example.com', false],
    ['http://example.com/', 'http://example.com', true],
    ['https://example.com:444/', 'example.com', false],
    ['https://example.com:443/', 'example.com:443', true],
    ['https://example.com:8443/', 'https://example.com:8443', true],
    ['https://a.b.example.com/', '*.example.com', true],
    ['https://example.com/', '*.example.com', false],
    ['https://notexample.com/', '*.example.com', false],
    ['https://example.com@evil.example/', 'example.com', false],
    ['https://evil.example/?https://example.com', 'example.com', false],
    ['https://anything.example/', '*', true],
    ['http://anything.example/', '*', false],
    ['wss://example.com/', 'example.com', false],
    ['https://[::1]/', '[::1]', true],
  ])('%s within %s: %s', (url, pattern, expected) => {
    expect(matchesHost(new URL(url), [pattern])).toBe(expected);
  });
});
