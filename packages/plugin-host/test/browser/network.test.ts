import { expect } from 'chai';
import { setAppCookies } from '../support/escape/listeners.ts';
import { freshId, GET, hits, route, text, useNetworkPlugins } from '../support/network-plugin.ts';

describe('api.network', () => {
  const start = useNetworkPlugins();

  describe('a request to a host of the manifest', () => {
    it('gets JSON', async () => {
      const { call } = await start({
        get: `async (url) => {
          const response = await api.network.fetch(url);
          const copy = response.clone();
          return { standard: response instanceof Response, status: response.status, url: response.url,
            redirected: response.redirected, answer: response.headers.get('x-answer'), json: await response.json(), again: await copy.text() };
        }`,
      });
      const { value } = await call('get', `${route('echo')}?a=b#part`);
      const { json, again, ...rest } = value as Record<string, unknown>;
      const url = `${route('echo')}?a=b`;
      expect(rest).to.deep.equal({
        standard: true,
        status: 200,
        url,
        redirected: false,
        answer: 'yes',
      });
      expect(json).to.include({ method: 'GET', url: '/test/network/echo?a=b', body: '' });
      expect(JSON.parse(String(again))).to.deep.equal(json);
    });

    it('tells where it was redirected to', async () => {
      const url = `${location.origin}/elsewhere`;
      const answer = () => Object.defineProperty(new Response('there'), 'url', { value: url });
      const { call } = await start(GET, { service: { fetch: async () => answer() } });
      const { value } = await call('get', `${location.origin}/here`);
      expect(value).to.include({ url, redirected: true, body: 'there' });
    });

    it('posts a body with its headers', async () => {
      const { call } = await start(GET);
      const { value } = await call('get', route('echo'), {
        method: 'post',
        headers: { 'X-Mine': '1' },
        body: '{"a":"ü"}',
      });
      const { method, headers, body } = JSON.parse((value as { body: string }).body);
      expect({ method, body }).to.deep.equal({ method: 'POST', body: '{"a":"ü"}' });
      expect(headers).to.include({ 'x-mine': '1', 'content-type': 'text/plain;charset=UTF-8' });
    });

    it('resolves for error statuses, and for those without a body', async () => {
      const { call } = await start({
        status: `async (url, init) => {
          const { status, ok, body } = await fetch(url, init);
          return [status, ok, body];
        }`,
      });
      expect((await call('status', `${route('status')}?code=204`)).value).to.deep.equal([204, true, null]);
      expect((await call('status', route('echo'), { method: 'HEAD' })).value).to.deep.equal([
        200,
        true,
        null,
      ]);
      const { value } = await start(GET).then(({ call }) =>
        call('get', `${route('status')}?code=404&body=no`),
      );
      expect(value).to.include({ status: 404, ok: false, body: 'no' });
    });

    it('carries nothing of the page: no cookie, no referrer', async () => {
      setAppCookies();
      expect(JSON.parse(await text(route('echo'))).headers.cookie).to.contain('flux_lax');
      const { call } = await start(GET);
      const init = { credentials: 'include', headers: { Cookie: 'flux_forged=1' } };
      const { value } = await call('get', route('echo'), init);
      const { headers } = JSON.parse((value as { body: string }).body);
      expect(headers).to.not.have.any.keys('cookie', 'referer');
    });
  });

  describe('the global fetch', () => {
    it('is the same function, there when the module is evaluated', async () => {
      const { call } = await start(
        {
          same: `() => [atLoad === fetch, fetch === api.network.fetch, String(fetch).includes('[native code]')]`,
        },
        { top: 'const atLoad = globalThis.fetch;' },
      );
      expect((await call('same')).value).to.deep.equal([true, true, false]);
    });

    it('takes what libraries give it', async () => {
      const { call } = await start({
        send: `async (url) => {
          const form = new FormData();
          form.append('field', 'value');
          const request = new Request(new URL(url), { method: 'POST', body: form });
          return (await fetch(request)).json();
        }`,
      });
      const { value } = await call('send', route('echo'));
      const { headers, body } = value as { headers: Record<string, string>; body: string };
      expect(headers['content-type']).to.match(/^multipart\/form-data; ?boundary=/);
      expect(body).to.contain('name="field"').and.to.contain('value');
    });

    it('leaves no way to the real one', async () => {
      const id = freshId();
      const other = `${await text('/test/other')}/test/hit?id=${id}`;
      const { call } = await start({
        look: `async (url) => {
          const mine = fetch;
          delete globalThis.fetch;
          const found = [];
          for (let object = globalThis; object; object = Object.getPrototypeOf(object))
            if (Object.hasOwn(object, 'fetch')) found.push(String(object));
          const refused = await mine(url).catch(({ code }) => code);
          return { found, refused, left: typeof fetch };
        }`,
      });
      expect((await call('look', other)).value).to.deep.equal({
        found: [],
        refused: 'PERMISSION_DENIED',
        left: 'undefined',
      });
      expect(await hits(id)).to.equal(0);
    });
  });

  describe('is refused, and no request is made,', () => {
    it('for a host that is not in the manifest', async () => {
      const id = freshId();
      const { call } = await start(GET);
      const refused = await call('get', `${await text('/test/other')}/test/hit?id=${id}`);
      expect(refused.code).to.equal('PERMISSION_DENIED');
      expect(refused.message).to.contain(location.origin);
      expect(await hits(id)).to.equal(0);
    });

    it('without the grant', async () => {
      const id = freshId();
      const { call } = await start(GET, { granted: ['commands'] });
      expect((await call('get', `${location.origin}/test/hit?id=${id}`)).code).to.equal('PERMISSION_DENIED');
      expect(await hits(id)).to.equal(0);
    });

    it('once the grant is revoked', async () => {
      const id = freshId();
      const { call, host } = await start(GET);
      const url = `${location.origin}/test/hit?id=${id}`;
      expect((await call('get', url)).value).to.include({ status: 200 });
      await host.registry.grants.set('net', ['commands']);
      expect((await call('get', url)).code).to.equal('PERMISSION_DENIED');
      expect(await hits(id)).to.equal(1);
    });

    it('where a redirect leads', async () => {
      const id = freshId();
      const { call } = await start(GET);
      const target = encodeURIComponent(`/test/hit?id=${id}`);
      const refused = await call('get', `${route('status')}?code=302&location=${target}`);
      expect(refused.code).to.equal('NETWORK_ERROR');
      expect(await hits(id)).to.equal(0);
    });
  });
});
