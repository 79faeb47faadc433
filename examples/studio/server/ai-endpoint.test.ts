import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAiEndpoint } from './ai-endpoint.ts';
import { completionEvent } from './fake-ai-endpoint.ts';

const config = { baseUrl: 'https://ai.example/v1', apiKey: undefined, model: 'small-1' };
const MESSAGES = [{ role: 'user', content: 'Hello?' }] as const;

let body: ReadableStreamDefaultController<Uint8Array>;
const fetched = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    fetched(url, new Headers(init.headers));
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        body = controller;
      },
    });
    // As the real one does.
    init.signal?.addEventListener('abort', () => body.error(init.signal?.reason));
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Asks, with 100 ms between pieces and 1000 ms in all. */
async function ask() {
  const endpoint = createAiEndpoint(config, { idle: 100, total: 1_000 });
  const pieces = await endpoint.ask([...MESSAGES], new AbortController().signal);
  const send = (text: string) => body.enqueue(new TextEncoder().encode(completionEvent(text)));
  return { pieces, send };
}

it('sends no key where there is none', async () => {
  await ask();
  const [url, headers] = fetched.mock.lastCall ?? [];
  expect([url, headers.has('authorization')]).toEqual(['https://ai.example/v1/chat/completions', false]);
});

it('is patient with each piece anew', async () => {
  const { pieces, send } = await ask();
  for (const text of ['a', 'b', 'c']) {
    vi.advanceTimersByTime(99);
    send(text);
    expect((await pieces.next()).value).toBe(text);
  }
  vi.advanceTimersByTime(100);
  await expect(pieces.next()).rejects.toMatchObject({ code: 'AI_TIMEOUT', status: 504 });
});

it('is not patient for ever', async () => {
  const { pieces, send } = await ask();
  for (let passed = 0; passed < 990; passed += 99) {
    vi.advanceTimersByTime(99);
    send('more');
    await pieces.next();
  }
  vi.advanceTimersByTime(10);
  await expect(pieces.next()).rejects.toMatchObject({ code: 'AI_TIMEOUT' });
});

it('leaves no timer behind', async () => {
  const { pieces, send } = await ask();
  send('Hello');
  await pieces.next();
  await pieces.return();
  expect(vi.getTimerCount()).toBe(0);
});
