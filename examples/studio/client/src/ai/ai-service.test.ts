import type { ServiceCall } from '@fluxstudio/plugin-host';
import { describe, expect, it, vi } from 'vitest';
import { createAiService } from './ai-service.ts';

const MESSAGES = [{ role: 'user', content: 'How do I undo?' }] as const;
const COMMANDS = [
  { title: 'Undo', shortcut: 'Mod+Z' },
  { title: 'Duplicate selection', description: 'Copies what is selected', shortcut: 'Mod+D' },
];
const call = (signal = new AbortController().signal): ServiceCall => ({
  plugin: { id: 'p', name: 'P' },
  signal,
});

/** A studio whose server answers so. */
function studio(
  configured: boolean | Response | Error,
  chat: (init: RequestInit) => Response | Promise<Response>,
) {
  const fetch = vi.fn(async (url: string, init: RequestInit = {}) => {
    if (url === '/api/ai/chat') return chat(init);
    if (configured instanceof Error) throw configured;
    return configured instanceof Response ? configured : Response.json({ configured });
  });
  const pause = async (signal: AbortSignal) => signal.throwIfAborted();
  return { fetch, service: createAiService(fetch, { commands: () => COMMANDS, pause }) };
}

async function allOf(stream: ReadableStream<string>): Promise<string[]> {
  const pieces: string[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
  return pieces;
}

const noChat = () => Response.json({ message: 'none' }, { status: 404 });
const events = (...list: (readonly [event: string, data: object])[]) =>
  new Response(list.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join(''));

describe('without an endpoint', () => {
  it('answers by rules, word by word, and the same every time', async () => {
    const { service, fetch } = studio(false, noChat);
    const words = await allOf(await service.chatStream(MESSAGES, call()));
    expect(words.length).toBeGreaterThan(5);
    expect(words.join('')).toBe(
      '- **Undo**: Ctrl+Z (Cmd on a Mac)\n\nEvery command is in the command palette, too: Ctrl+K, or Cmd+K on a Mac.',
    );
    expect(await service.chat(MESSAGES, call())).toEqual({ content: words.join('') });
    expect(fetch.mock.calls).toEqual([['/api/ai', undefined]]);
  });

  it('stops when the plugin takes the question back', async () => {
    const { service } = studio(false, noChat);
    const stop = new AbortController();
    const reader = (await service.chatStream(MESSAGES, call(stop.signal))).getReader();
    expect((await reader.read()).value).toBe('- ');
    stop.abort();
    await expect(reader.read()).rejects.toThrow('aborted');
  });

  it('answers, too, where the server cannot be asked, and asks it again', async () => {
    const { service, fetch } = studio(new TypeError('offline'), noChat);
    for (const _ of [1, 2]) expect((await service.chat(MESSAGES, call())).content).toContain('Undo');
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('with an endpoint', () => {
  it('asks the server, and passes its pieces on', async () => {
    const { service, fetch } = studio(true, () =>
      events(['message', { text: 'Press ' }], ['message', { text: 'a key' }], ['end', {}]),
    );
    expect(await allOf(await service.chatStream(MESSAGES, call()))).toEqual(['Press ', 'a key']);
    expect(await service.chat(MESSAGES, call())).toEqual({ content: 'Press a key' });
    expect(await service.generate('A haiku', 'text', call())).toEqual({
      result: 'Press a key',
      type: 'text',
    });
    const sent = fetch.mock.calls.filter(([url]) => url === '/api/ai/chat');
    expect(JSON.parse(String(sent[0]?.[1]?.body))).toEqual({ messages: MESSAGES });
    expect(fetch.mock.calls).toHaveLength(sent.length + 1);
  });

  it('tells the server when the plugin cancels the stream', async () => {
    let signal: AbortSignal | null | undefined;
    const { service } = studio(true, (init) => {
      signal = init.signal;
      return new Response(new ReadableStream({}));
    });
    const stream = await service.chatStream(MESSAGES, call());
    expect(signal?.aborted).toBe(false);
    await stream.cancel();
    expect(signal?.aborted).toBe(true);
  });

  it.each<[string, () => Response | Promise<Response>, string, string]>([
    ['a refusal', () => Response.json({ message: 'Wait.' }, { status: 429 }), 'UNAVAILABLE', 'Wait.'],
    [
      'too long a question',
      () => Response.json({ message: 'Too long.' }, { status: 400 }),
      'INVALID_ARGUMENT',
      'Too long.',
    ],
    ['no server', () => Promise.reject(new TypeError('offline')), 'NETWORK_ERROR', 'could not be reached'],
    [
      'a failure on the way',
      () =>
        events(['message', { text: 'Well' }], ['failure', { code: 'AI_BROKE_OFF', message: 'Broke off.' }]),
      'UNAVAILABLE',
      'Broke off.',
    ],
    ['an end that is none', () => events(['message', { text: 'Well' }]), 'NETWORK_ERROR', 'broke off'],
  ])('%s is an error in words', async (_, chat, code, message) => {
    const { service } = studio(true, chat);
    await expect(service.chat(MESSAGES, call())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });
});
