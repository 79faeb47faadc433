import { describe, expect, it, vi } from 'vitest';
import { createWebviewReader } from './webview-reader.ts';

function setUp() {
  let now = 0;
  const handlers = { onReady: vi.fn(), onMessage: vi.fn(), onState: vi.fn(), onClose: vi.fn() };
  const read = createWebviewReader({ now: () => now }, handlers);
  const pass = (ms: number) => {
    now += ms;
  };
  return { read, handlers, pass };
}

const coded = (code: string) => expect.objectContaining({ code });

describe('what comes out of a webview', () => {
  it('is handed on by its kind', () => {
    const { read, handlers } = setUp();
    read(['ready']);
    read(['message', { a: [1] }]);
    read(['state', '{}']);
    read(['close', 'done']);
    expect(handlers.onReady).toHaveBeenCalledOnce();
    expect(handlers.onMessage.mock.calls).toEqual([[{ a: [1] }]]);
    expect(handlers.onState.mock.calls).toEqual([['{}']]);
    expect(handlers.onClose.mock.calls).toEqual([['done']]);
  });

  it.each([
    ['nothing', undefined],
    ['an object', { kind: 'message' }],
    ['another kind', ['constructor', 1]],
    ['state that is no text', ['state', {}]],
    ['a list of lists', [['message']]],
  ])('is refused: %s', (_, data) => {
    expect(() => setUp().read(data)).toThrow(coded('PROTOCOL_VIOLATION'));
  });

  it.each([
    ['more than 1 MB', ['message', 'x'.repeat(1024 * 1024)]],
    ['a million empty objects', ['message', Array.from({ length: 100_000 }, () => ({}))]],
    ['a port', ['message', new MessageChannel().port1]],
    ['too deep', ['message', JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)]],
  ])('is too much: %s', (_, data) => {
    const { read, handlers } = setUp();
    expect(() => read(data)).toThrow(coded('LIMIT_EXCEEDED'));
    expect(handlers.onMessage).not.toHaveBeenCalled();
  });

  it('may come in a burst, and then 200 times a second', () => {
    const { read, handlers, pass } = setUp();
    for (let i = 0; i < 1_000; i++) read(['message', i]);
    expect(() => read(['message', 0])).toThrow(coded('LIMIT_EXCEEDED'));
    pass(1_000);
    for (let i = 0; i < 200; i++) read(['message', i]);
    expect(() => read(['message', 0])).toThrow(coded('LIMIT_EXCEEDED'));
    expect(handlers.onMessage).toHaveBeenCalledTimes(1_200);
  });

  it('may be 4 MB a second for longer than a moment', () => {
    const { read, pass } = setUp();
    const half = ['message', 'x'.repeat(512 * 1024)];
    const fill = () => {
      for (let i = 0; i < 100; i++) read(half);
    };
    expect(fill).toThrow(coded('LIMIT_EXCEEDED'));
    pass(10_000);
    for (let i = 0; i < 60; i++) read(half);
  });
});
