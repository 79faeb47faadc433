import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeResponseHead, parseFetchRequest } from './wire.ts';

const HEAD = { url: 'https://api.example.com/v1?a=b', method: 'POST', headers: [['X-A', 'b']] };
const wire = (head: unknown, body = ''): Uint8Array => Buffer.from(`${JSON.stringify(head)}\n${body}`);
const refusal = (field: string) =>
  expect.objectContaining({
    status: 400,
    code: 'INVALID_ARGUMENT',
    issues: [expect.objectContaining({ field })],
  });

describe('parseFetchRequest', () => {
  it('takes a head and the bytes after it, line feeds and all', () => {
    const { url, method, headers, body } = parseFetchRequest(wire(HEAD, 'one\n\0two'));
    expect({ url: url.href, method, headers: [...headers], body: Buffer.from(body).toString() }).toEqual({
      url: HEAD.url,
      method: 'POST',
      headers: [['x-a', 'b']],
      body: 'one\n\0two',
    });
  });

  it('takes the longest head', () => {
    const shell = JSON.stringify({ ...HEAD, headers: [['x-a', '']] }).length;
    const headers = [['x-a', 'b'.repeat(64 * 1024 - shell)]];
    expect(parseFetchRequest(wire({ ...HEAD, headers })).headers.get('x-a')).toHaveLength(64 * 1024 - shell);
    headers[0]?.splice(1, 1, 'b'.repeat(64 * 1024 - shell + 1));
    expect(() => parseFetchRequest(wire({ ...HEAD, headers }))).toThrow(refusal('head'));
  });

  const headers = (...pairs: unknown[]) => ({ ...HEAD, headers: pairs });
  it.each([
    ['url', 'relative', { ...HEAD, url: '/v1' }],
    ['url', 'not text', { ...HEAD, url: 1 }],
    ['url', 'a file', { ...HEAD, url: 'file:///etc/passwd' }],
    ['url', 'ftp', { ...HEAD, url: 'ftp://api.example.com/' }],
    ['url', 'gopher', { ...HEAD, url: 'gopher://api.example.com:70/_x' }],
    ['url', 'data', { ...HEAD, url: 'data:text/plain,x' }],
    ['url', 'a script', { ...HEAD, url: 'javascript:alert(1)' }],
    ['url', 'a blob', { ...HEAD, url: 'blob:https://api.example.com/1' }],
    ['url', 'a WebSocket', { ...HEAD, url: 'wss://api.example.com/' }],
    ['url', 'a user', { ...HEAD, url: 'https://api.example.com@evil.example/' }],
    ['url', 'a password', { ...HEAD, url: 'https://:secret@api.example.com/' }],
    ['url', 'too long', { ...HEAD, url: `https://api.example.com/${'a'.repeat(10_000)}` }],
    ['url', 'no valid port', { ...HEAD, url: 'https://api.example.com:65536/' }],
    ['url', 'a zone', { ...HEAD, url: 'https://[fe80::1%25eth0]/' }],
    ['method', 'missing', { ...HEAD, method: undefined }],
    ['method', 'a tunnel', { ...HEAD, method: 'CONNECT' }],
    ['method', 'a tunnel in small letters', { ...HEAD, method: 'connect' }],
    ['method', 'TRACE', { ...HEAD, method: 'TRACE' }],
    ['method', 'TRACK', { ...HEAD, method: 'Track' }],
    ['method', 'a line break', { ...HEAD, method: 'GET / HTTP/1.1\r\nX: y' }],
    ['method', 'empty', { ...HEAD, method: '' }],
    ['headers', 'an object', { ...HEAD, headers: { a: 'b' } }],
    ['headers', 'too many', headers(...Array.from({ length: 101 }, (_, index) => [`x-${index}`, '1']))],
    ['headers[0][2]', 'a triple', headers(['x-a', 'b', 'c'])],
    ['headers[0][1]', 'a line break in a value', headers(['x-a', 'b\r\nX-B: c'])],
    ['headers[0][1]', 'a line feed', headers(['x-a', 'b\nHost: evil'])],
    ['headers[0][1]', 'a null', headers(['x-a', 'b\0'])],
    ['headers[0][1]', 'more than Latin-1', headers(['x-a', '\u560a\u560d'])],
    ['headers[1][0]', 'a line break in a name', headers(['x-a', ''], ['x-b\r\nx-c', 'd'])],
    ['headers[0][0]', 'a colon in a name', headers(['x-a:', 'b'])],
    ['headers[0][0]', 'a space before the colon', headers(['Transfer-Encoding ', 'chunked'])],
    ['headers[0][0]', 'an empty name', headers(['', 'b'])],
    ['more', 'a field more', { ...HEAD, more: 1 }],
    ['url', 'a list', [HEAD]],
    ['head', 'null', null],
  ])('refuses, naming %s: %s', (field, _, head) => {
    expect(() => parseFetchRequest(wire(HEAD))).not.toThrow();
    expect(() => parseFetchRequest(wire(head))).toThrow(refusal(field));
  });

  it.each([
    ['no line feed', Buffer.from(JSON.stringify(HEAD))],
    ['nothing', Buffer.from('')],
    ['no JSON', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['invalid UTF-8', Buffer.from(`${JSON.stringify({ ...HEAD, url: `${HEAD.url}ÿ` })}\n`, 'latin1')],
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), wire(HEAD)])],
  ])('refuses %s in place of a head', (_, bytes) => {
    expect(() => parseFetchRequest(bytes)).toThrow(refusal('head'));
  });

  it.each(['GET', 'HEAD', 'get'])('refuses a body of %s', (method) => {
    expect(() => parseFetchRequest(wire({ ...HEAD, method }, 'x'))).toThrow(refusal('body'));
    expect(parseFetchRequest(wire({ ...HEAD, method })).method).toBe(method.toUpperCase());
  });

  it('does not repeat a value, which can be a secret', () => {
    const secret = headers(['authorization', 'Bearer hunter2\n']);
    expect(() => parseFetchRequest(wire(secret))).not.toThrow(/hunter2/);
    expect(() => parseFetchRequest(wire(secret))).toThrow();
  });
});

describe('encodeResponseHead', () => {
  const UPSTREAM = {
    status: 200,
    statusText: 'OK',
    headers: [],
    url: 'https://api.example.com/?a[]=[]&b={}',
  };

  it('is JSON in ASCII of what it was given', () => {
    const head = {
      ...UPSTREAM,
      statusText: 'Schön',
      headers: [['x-a', 'ü"\\\t'] as const, ['x-a', 'b'] as const],
    };
    const encoded = encodeResponseHead(head);
    expect(encoded).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(encoded)).toEqual(head);
  });

  it('leaves out the longest headers of too many, whole', () => {
    const small = Array.from({ length: 50 }, (_, index) => [`x-${index}`, 'same'] as const);
    const headers = [['content-security-policy', 'a'.repeat(6_500)] as const, ...small];
    expect(JSON.parse(encodeResponseHead({ ...UPSTREAM, headers })).headers).toEqual(small);
  });

  it('stays within the limit of Node’s clients, whatever the upstream sent', () => {
    const latin1 = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    });
    const header = fc.tuple(
      latin1,
      fc.tuple(latin1, fc.nat(2_000)).map(([text, times]) => text.repeat(times)),
    );
    fc.assert(
      fc.property(
        fc.array(header, { maxLength: 40 }),
        latin1,
        fc.nat(9_900),
        (headers, statusText, length) => {
          const url = `https://api.example.com/${'a'.repeat(length)}`;
          const encoded = encodeResponseHead({
            status: 200,
            statusText: statusText.repeat(100),
            headers,
            url,
          });
          expect(encoded.length).toBeLessThan(12_000);
          expect(encoded).toMatch(/^[\x20-\x7e]+$/);
          const decoded = JSON.parse(encoded);
          expect(decoded.url).toBe(url);
          expect(() => new Response(null, { statusText: decoded.statusText })).not.toThrow();
          for (const kept of decoded.headers) expect(headers).toContainEqual(kept);
        },
      ),
    );
  });

  it('keeps no two copies of a header where only one fits', () => {
    const headers = Array.from({ length: 500 }, () => ['x-a', 'b'.repeat(3_000)] as const);
    expect(JSON.parse(encodeResponseHead({ ...UPSTREAM, headers })).headers).toHaveLength(2);
  });
});
