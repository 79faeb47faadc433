import { expect } from 'chai';
import { freshId, GET, route, text, useNetworkPlugins } from '../support/network-plugin.ts';

describe('the body of api.network.fetch', () => {
  const start = useNetworkPlugins();
  const STREAM = {
    open: `async (url) => {
      shared.controller = new AbortController();
      const response = await fetch(url, { signal: shared.controller.signal });
      shared.reader = response.body.getReader();
    }`,
    read: `async () => {
      const { done, value } = await shared.reader.read();
      return done ? 'done' : new TextDecoder().decode(value);
    }`,
    abort: `(reason) => shared.controller.abort(reason)`,
    cancel: `() => shared.reader.cancel()`,
    nothing: '() => undefined',
  };

  it('is read as it comes', async () => {
    const id = freshId();
    const { call } = await start(STREAM);
    const opening = call('open', `${route('stream')}?id=${id}`);
    await text(`${route('push')}?id=${id}&text=one`);
    expect(await opening).to.deep.equal({ value: undefined });
    expect((await call('read')).value).to.equal('one');
    const next = call('read');
    await text(`${route('push')}?id=${id}&text=two`);
    expect((await next).value).to.equal('two');
  });

  it('is read from the app only as the plugin reads', async () => {
    let pulled = 0;
    const body = () =>
      new ReadableStream(
        {
          pull(controller) {
            pulled++;
            controller.enqueue(new Uint8Array(1000));
          },
        },
        { highWaterMark: 0 },
      );
    const { call } = await start(STREAM, { service: { fetch: async () => new Response(body()) } });
    await call('open', location.origin);
    // What was asked for on the way here has been answered by now.
    await call('nothing');
    expect(pulled).to.be.at.most(8);
    for (let count = 0; count < 40; count++) await call('read');
    // Ahead: what the wire pulls, and what the worker holds.
    expect(pulled).to.be.within(40, 40 + 16 + 2);
  });

  it('arrives whole where it is large', async () => {
    const length = 20_000_000;
    const { call } = await start({
      count: `async (url) => {
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        return [bytes.length, bytes.every((byte) => byte === 7)];
      }`,
    });
    const { value } = await call('count', `${route('bytes')}?length=${length}`);
    expect(value).to.deep.equal([length, true]);
  });

  it('that is larger than the limit fails', async () => {
    const { call } = await start(GET, { limits: { responseBytes: 1000 } });
    expect((await call('get', `${route('bytes')}?length=1000`)).value).to.include({ status: 200 });
    const refused = await call('get', `${route('bytes')}?length=1001`);
    expect(refused.code).to.equal('LIMIT_EXCEEDED');
    expect(refused.message).to.contain('responseBytes');
  });

  it('that grows larger than the limit fails where it is read, and ends at the server', async () => {
    const id = freshId();
    const { call } = await start(STREAM, { limits: { responseBytes: 4 } });
    const opening = call('open', `${route('stream')}?id=${id}`);
    await text(`${route('push')}?id=${id}&text=first`);
    await opening;
    expect((await call('read')).code).to.equal('LIMIT_EXCEEDED');
    expect(await text(`${route('closed')}?id=${id}`)).to.equal('closed');
  });

  it('that is short and not read keeps no other request waiting', async () => {
    let over: () => void = () => undefined;
    const answer = () => {
      const rest = [new Uint8Array(8)];
      return new ReadableStream(
        {
          pull(controller) {
            const bytes = rest.pop();
            if (bytes) return controller.enqueue(bytes);
            controller.close();
            over();
          },
        },
        { highWaterMark: 0 },
      );
    };
    const { call } = await start(
      { send: `async (url) => (await fetch(url, { method: 'POST' })).status` },
      { limits: { requestsInFlight: 1 }, service: { fetch: async () => new Response(answer()) } },
    );
    for (let count = 0; count < 3; count++) {
      const ended = new Promise<void>((resolve) => {
        over = resolve;
      });
      expect(await call('send', location.origin)).to.deep.equal({ value: 200 });
      await ended;
    }
  });

  for (const end of ['abort', 'cancel'] as const) {
    it(`ends at the server on ${end}`, async () => {
      const id = freshId();
      const { call } = await start(STREAM);
      const opening = call('open', `${route('stream')}?id=${id}`);
      await text(`${route('push')}?id=${id}&text=one`);
      await opening;
      expect((await call('read')).value).to.equal('one');
      await call(end);
      expect(await text(`${route('closed')}?id=${id}`)).to.equal('closed');
      const after = await call('read');
      if (end === 'abort') expect(after.name).to.equal('AbortError');
      else expect(after.value).to.equal('done');
    });
  }

  it('ends at the server when the plugin stops', async () => {
    const id = freshId();
    const { call, host } = await start(STREAM);
    const opening = call('open', `${route('stream')}?id=${id}`);
    await text(`${route('push')}?id=${id}&text=one`);
    await opening;
    await host.registry.deactivate('net');
    expect(await text(`${route('closed')}?id=${id}`)).to.equal('closed');
  });

  it('aborts a request that has no answer yet, with the plugin’s own reason', async () => {
    const id = freshId();
    const { call } = await start({
      begin: `(url) => { shared.controller = new AbortController(); shared.answer = fetch(url, { signal: shared.controller.signal }); shared.answer.catch(() => {}) }`,
      abort: `async () => { shared.controller.abort(new RangeError('enough')); return shared.answer }`,
      timeless: `(url) => fetch(url, { signal: AbortSignal.abort() })`,
    });
    await call('begin', `${route('stream')}?id=${id}&head=late`);
    await text(`${route('opened')}?id=${id}`);
    expect(await call('abort')).to.include({ name: 'RangeError', message: 'enough' });
    expect(await text(`${route('closed')}?id=${id}`)).to.equal('closed');
    expect(await call('timeless', route('echo'))).to.include({ name: 'AbortError' });
  });
});
