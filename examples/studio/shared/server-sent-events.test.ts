import { describe, expect, it, vi } from 'vitest';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events.ts';

/** A body that arrives in these pieces. */
function bodyOf(pieces: readonly Uint8Array<ArrayBuffer>[], cancel?: () => void): ReadableStream<Uint8Array> {
  const rest = pieces.values();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = rest.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    ...(cancel && { cancel }),
  });
}

async function read(...texts: string[]): Promise<ServerSentEvent[]> {
  const encoder = new TextEncoder();
  const events: ServerSentEvent[] = [];
  for await (const event of readServerSentEvents(bodyOf(texts.map((text) => encoder.encode(text)))))
    events.push(event);
  return events;
}

describe('readServerSentEvents', () => {
  it('reads names, data of several lines, and leaves out the rest', async () => {
    const text = ': hello\nid: 4\nevent: end\ndata: one\ndata:two\nretry: 1\n\ndata\n\nevent: empty\n\n';
    expect(await read(text)).toEqual([
      { event: 'end', data: 'one\ntwo' },
      { event: 'message', data: '' },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('reads lines that end with %j, wherever the pieces are cut', async (end) => {
    const bytes = new TextEncoder().encode(
      `data: “blue”\u2028🎨${end}${end}event: x${end}data: y${end}${end}data: z`,
    );
    for (let cut = 0; cut <= bytes.length; cut++) {
      const events: ServerSentEvent[] = [];
      for await (const event of readServerSentEvents(bodyOf([bytes.slice(0, cut), bytes.slice(cut)])))
        events.push(event);
      expect(events, `cut at ${cut}`).toEqual([
        { event: 'message', data: '“blue”\u2028🎨' },
        { event: 'x', data: 'y' },
      ]);
    }
  });

  it('leaves out an event that the end cuts short', async () => {
    expect(await read('data: one\n\ndata: tw')).toEqual([{ event: 'message', data: 'one' }]);
  });

  it('refuses an event that does not end', async () => {
    const line = `data: ${'x'.repeat(300_000)}\n`;
    await expect(read(line, line, line, line)).rejects.toThrow(RangeError);
    await expect(read('x'.repeat(1_000_001))).rejects.toThrow(RangeError);
  });

  it('cancels the body when nobody reads on', async () => {
    const cancel = vi.fn();
    const encoder = new TextEncoder();
    for await (const event of readServerSentEvents(
      bodyOf([encoder.encode('data: one\n\n'), encoder.encode('data: two\n\n')], cancel),
    )) {
      expect(event.data).toBe('one');
      break;
    }
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});
