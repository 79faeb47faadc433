import { frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import { webviewDocument } from '@fluxstudio/plugin-protocol/frame/webview-document';
import { describe, expect, it } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';

function server(frameAncestors?: string[]) {
  return createPluginServer({
    // Never opened: the document needs no database.
    db: { directory: '/dev/null/nowhere' },
    authenticate: () => {
      throw new Error('asked for a user');
    },
    ...(frameAncestors ? { runtime: { frameAncestors } } : {}),
  });
}
const get = (headers = {}, frameAncestors?: string[]) =>
  server(frameAncestors).handle({ method: 'GET', path: '/runtime', headers });

describe('GET /runtime', () => {
  it('needs neither user nor database', async () => {
    const { html, contentSecurityPolicy } = frameDocument();
    const { status, body, headers } = await get();
    expect([status, body]).toEqual([200, html]);
    expect(headers).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      'x-request-id': expect.any(String),
    });
  });

  it('may stand in a cross-origin isolated page when asked for it', async () => {
    const usual = await get();
    const isolated = await server().handle({ method: 'GET', path: '/runtime?isolated' });
    expect(usual.headers).not.toHaveProperty('cross-origin-embedder-policy');
    expect(isolated.body).toBe(usual.body);
    expect(isolated.headers).toEqual({
      ...usual.headers,
      'cross-origin-embedder-policy': 'require-corp',
      'x-request-id': expect.any(String),
    });
    const query = new URLSearchParams({ theme: 'dark', isolated: '' });
    const again = await server().handle({
      method: 'GET',
      path: '/runtime',
      query,
      headers: { 'if-none-match': isolated.headers.etag },
    });
    expect([again.status, again.headers['cross-origin-embedder-policy']]).toEqual([304, 'require-corp']);
  });

  it('has another document for webviews', async () => {
    const { html, contentSecurityPolicy } = webviewDocument();
    const usual = await get();
    const path = '/runtime?webview';
    const webview = await server().handle({ method: 'GET', path });
    expect([webview.status, webview.body]).toEqual([200, html]);
    expect(webview.headers).toEqual({
      ...usual.headers,
      'content-security-policy': contentSecurityPolicy,
      etag: expect.not.stringContaining(String(usual.headers.etag)),
      'x-request-id': expect.any(String),
    });
    const isolated = await server().handle({ method: 'GET', path: `${path}&isolated` });
    expect([isolated.body, isolated.headers['cross-origin-embedder-policy']]).toEqual([html, 'require-corp']);
    const headers = { 'if-none-match': String(webview.headers.etag) };
    expect((await server().handle({ method: 'GET', path, headers })).status).toBe(304);
    // What a browser kept of one must not be taken for the other.
    expect((await get(headers)).status).toBe(200);
    const other = await server(['https://app.example.com']).handle({ method: 'GET', path });
    expect(other.headers['content-security-policy']).toMatch(/frame-ancestors https:\/\/app\.example\.com$/);
  });

  it('allows other ancestors', async () => {
    const { headers } = await get({}, ["'self'", 'https://app.example.com']);
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self' https:\/\/app\.example\.com$/);
  });

  it('is not sent again, until it or its policy changes', async () => {
    const { headers } = await get();
    const again = await get({ 'if-none-match': headers.etag });
    expect([again.status, again.body, again.headers.etag]).toEqual([304, undefined, headers.etag]);
    expect(again.headers['content-security-policy']).toBe(headers['content-security-policy']);
    expect((await get({ 'if-none-match': headers.etag }, ['https://x.example'])).status).toBe(200);
  });

  it('answers HEAD', async () => {
    const { status, body, headers } = await server().handle({ method: 'HEAD', path: '/runtime' });
    expect([status, body]).toEqual([200, undefined]);
    expect(Number(headers['content-length'])).toBeGreaterThan(500);
  });

  it('refuses an ancestor that would end the directive', () => {
    expect(() => server(["'self'; script-src *"])).toThrow(TypeError);
  });
});
