import { describe, expect, it, vi } from 'vitest';
import { createEventStream } from './event-stream.ts';

const event = (id: number) => ({ id, type: 'install', pluginId: `plugin-${id}` });
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

function open(position = 0, gap = false) {
  const onEnd = vi.fn();
  const stream = createEventStream(onEnd);
  stream.open(position, gap);
  const chunks = stream.body[Symbol.asyncIterator]();
  const read = async () => {
    const { done, value } = await chunks.next();
    return done ? undefined : Buffer.from(value).toString();
  };
  return { stream, chunks, read, onEnd };
}

describe('createEventStream', () => {
  it('begins with where it stands, and writes what comes after', async () => {
    const { stream, read } = open(7);
    expect(await read()).toBe('retry: 2000\nid: 7\nevent: ready\ndata: {}\n\n');
    const next = read();
    stream.write([event(6), event(7), event(8), { id: 9, type: 'published', pluginId: null }]);
    expect(await next).toBe(
      'id: 8\nevent: change\ndata: {"type":"install","pluginId":"plugin-8"}\n\n' +
        'id: 9\nevent: change\ndata: {"type":"published"}\n\n',
    );
  });

  it('tells of a gap', async () => {
    const { read } = open(7, true);
    expect(await read()).toMatch(/event: ready.*id: 7\nevent: reset\n/s);
  });

  it('keeps little for a caller that does not read, and tells it to ask for everything', async () => {
    const { stream, read } = open();
    stream.write(range(1, 200));
    stream.write(range(201, 300));
    for (let id = 301; id < 10_000; id++) stream.write([event(id)]);
    for (let count = 0; count < 1_000; count++) stream.beat();
    const text = (await read()) ?? '';
    expect(text).toBe('retry: 2000\nid: 0\nevent: ready\ndata: {}\n\nid: 9999\nevent: reset\ndata: {}\n\n');
    // It has caught up with that.
    stream.write([event(10_000)]);
    expect(await read()).toMatch(/^id: 10000\nevent: change\n/);
  });

  it('keeps what a caller is a little behind', async () => {
    const { stream, read } = open();
    stream.write(range(1, 256));
    expect((await read())?.match(/event: change/g)).toHaveLength(256);
  });

  it('ends after what is written', async () => {
    const { stream, read, onEnd } = open();
    stream.write([event(1)]);
    stream.end('good bye');
    stream.end('again');
    stream.write([event(2)]);
    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(await read()).toMatch(/event: change.*\n\n: good bye\n\n$/s);
    expect(await read()).toBeUndefined();
  });

  it('ends at once for a caller that has gone while it waited', async () => {
    const { chunks, read, onEnd } = open();
    await read();
    const waiting = read();
    await chunks.return?.();
    expect(await waiting).toBeUndefined();
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});
