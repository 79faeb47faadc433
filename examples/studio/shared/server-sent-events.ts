/** One event of a stream, as `text/event-stream` has it. */
export interface ServerSentEvent {
  /** `message` where the stream names none. */
  readonly event: string;
  readonly data: string;
}

/** Characters of one event. A sender that never ends one must not fill the memory. */
const LONGEST_EVENT = 1_000_000;

/**
 * Reads a body of server-sent events. Whoever stops reading cancels it. An event that its end cuts short is none.
 *
 * @throws RangeError when one event is longer than a million characters, and what the body fails with
 */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  let event = '';
  let data: string[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += decoder.decode(part.value, { stream: true });
      // The feed of a line that ends with both may be in the next part.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
          event = '';
          data = [];
          length = 0;
          continue;
        }
        length += line.length;
        const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (field === 'data') data.push(value);
        else if (field === 'event') event = value;
      }
      if (length + rest.length > LONGEST_EVENT) throw new RangeError('An event of the stream is too long');
    }
  } finally {
    // Of a body that has ended, nothing is left to cancel; one that failed says so by what was thrown.
    await reader.cancel().catch(() => undefined);
  }
}
