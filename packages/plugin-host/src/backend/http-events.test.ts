import { afterEach, describe, expect, it, vi } from 'vitest';
import { followEvents } from './http-events.ts';

const ended = new Set<AbortController>();
afterEach(() => {
  for (const controller of ended) controller.abort();
  ended.clear();
  vi.unstubAllGlobals();
});

type Answer = Response | Error | ((init: RequestInit) => Promise<Response>);

/** Follows a server that gives these answers one after the other, and then none any more. */
function follow(...answers: Answer[]) {
  const controller = new AbortController();
  ended.add(controller);
  const requests: { url: string; headers: Record<string, string> }[] = [];
  const pauses: number[] = [];
  const changed = vi.fn();
  const pending = [...answers];
  const done = followEvents({
    url: '/api/plugins/events',
    async fetch(url, init) {
      requests.push({ url, headers: Object.fromEntries(new Headers(init.headers)) });
      const answer = pending.shift();
      if (answer instanceof Response) return answer;
      if (typeof answer === 'function') return answer(init);
      if (!answer) controller.abort();
      throw answer ?? new Error('no more');
    },
    onChange: changed,
    signal: controller.signal,
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  return { done, requests, pauses, changed, controller };
}

const stream = (...blocks: string[]) =>
  new Response(blocks.map((block) => `${block}\n\n`).join(''), {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
  });
const ready = (id: number) => `id: ${id}\nevent: ready\ndata: {}`;
const change = (id: number, type = 'install') =>
  `id: ${id}\nevent: change\ndata: ${JSON.stringify({ type, pluginId: 'one' })}`;

/** A stream that breaks after what is given. */
const broken = (...blocks: string[]) => {
  const bytes = new TextEncoder().encode(blocks.map((block) => `${block}\n\n`).join(''));
  const body = new ReadableStream(
    {
      start: (controller) => controller.enqueue(bytes),
      pull: (controller) => controller.error(new Error('broken')),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
};

describe('followEvents', () => {
  it('calls back for what may have been missed, and for what changes', async () => {
    const { done, changed, requests } = follow(
      stream(ready(3), ': still here', change(4), 'id: 9\nevent: reset\ndata: {}'),
    );
    await done;
    expect(changed).toHaveBeenCalledTimes(3);
    expect(requests[0]).toEqual({ url: '/api/plugins/events', headers: { accept: 'text/event-stream' } });
  });

  it.each([
    ['ended', stream],
    ['broke', broken],
  ])('goes on where a stream %s', async (_, open) => {
    const { done, changed, requests } = follow(open(ready(3), change(4)), stream(ready(4), change(5)));
    await done;
    expect(requests[1]?.headers['last-event-id']).toBe('4');
    expect(requests[2]?.headers['last-event-id']).toBe('5');
    // Both changes, and once at the beginning.
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('goes on after an answer that was none', async () => {
    const { done, requests } = follow(stream(ready(3)), new Response('', { status: 503 }), stream(ready(3)));
    await done;
    expect(requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '3', '3', '3']);
  });

  it('does without the id where a server may not be sent it, and asks for everything', async () => {
    const { done, changed, requests } = follow(stream(ready(3)), new Error('CORS'), stream(ready(7)));
    await done;
    expect(requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '3', undefined, '7']);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it.each([401, 403, 404, 405, 501])('stops for good at %i', async (status) => {
    const { done, requests } = follow(new Response('', { status }), stream(ready(1)));
    await done;
    expect(requests).toHaveLength(1);
  });

  it('stops for good at a page of the app', async () => {
    const page = new Response('<html>', { headers: { 'Content-Type': 'text/html' } });
    const { done, requests, changed } = follow(page, stream(ready(1)));
    await done;
    expect(requests).toHaveLength(1);
    expect(changed).not.toHaveBeenCalled();
  });

  it('waits longer from failure to failure, up to a minute, until it is heard again', async () => {
    const { done, pauses } = follow(...Array.from({ length: 8 }, () => new Error('away')), stream(ready(1)));
    await done;
    const longest = [2, 4, 8, 16, 32, 60, 60, 60, 2];
    for (const [index, seconds] of longest.entries()) {
      expect(pauses[index]).toBeLessThanOrEqual(seconds * 1_000);
      expect(pauses[index]).toBeGreaterThanOrEqual(seconds * 500);
    }
  });

  it('waits as long as the server says', async () => {
    const { done, pauses } = follow(new Response('', { status: 429, headers: { 'Retry-After': '30' } }));
    await done;
    expect(pauses[0]).toBe(30_000);
  });

  it('does not ask at once for what everybody is told', async () => {
    const { done, pauses, changed } = follow(stream(ready(1), change(2, 'published')));
    await done;
    expect(pauses).toHaveLength(3);
    expect(pauses[0]).toBeLessThan(5_000);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('takes a connection for lost on which nothing comes any more', async () => {
    vi.useFakeTimers();
    try {
      const silent = (init: RequestInit) =>
        new Promise<Response>((_, reject) =>
          init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        );
      const { done, requests } = follow(silent);
      await vi.advanceTimersByTimeAsync(64_000);
      expect(requests).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(2_000);
      expect(requests).toHaveLength(2);
      await done;
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends at the signal, and says nothing more', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const signals: (AbortSignal | null | undefined)[] = [];
    const { done, changed, controller } = follow(async ({ signal }) => {
      signals.push(signal);
      signal?.addEventListener('abort', () => void writer.abort(signal.reason).catch(() => undefined));
      return new Response(readable, { headers: { 'Content-Type': 'text/event-stream' } });
    });
    await writer.write(new TextEncoder().encode(`${ready(1)}\n\n`));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
    controller.abort();
    await done;
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('does not take one of the six connections of a page over plain HTTP', async () => {
    vi.stubGlobal('isSecureContext', false);
    const { done, requests } = follow(stream(ready(1)));
    await done;
    expect(requests).toEqual([]);
  });
});
