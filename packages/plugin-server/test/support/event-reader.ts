/** One block of a stream of server-sent events. */
export interface Frame {
  event?: string;
  id?: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of it is what it asserts
  data?: any;
  comment?: string;
}

export interface EventReader {
  response: Response;
  /** The next one that is no sign of life; `undefined` when the stream has ended. */
  next(): Promise<Frame | undefined>;
  /** So many changes. */
  changes(count: number): Promise<Frame[]>;
  close(): Promise<void>;
}

/** Reads the events of a user over HTTP. `after` is what is sent as `Last-Event-ID`. */
export async function readEvents(url: string, user: string, after?: number | string): Promise<EventReader> {
  const gone = new AbortController();
  const response = await fetch(`${url}/events`, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${user}`,
      ...(after === undefined ? {} : { 'last-event-id': String(after) }),
    },
    signal: gone.signal,
  });
  const frames = framesOf(response);
  const next = async (): Promise<Frame | undefined> => {
    const { done, value } = await frames.next();
    return done ? undefined : value.comment === '' ? next() : value;
  };
  return {
    response,
    next,
    async changes(count) {
      const found: Frame[] = [];
      while (found.length < count) {
        const frame = await next();
        if (!frame) throw new Error('The stream has ended');
        if (frame.event === 'change') found.push(frame);
      }
      return found;
    },
    async close() {
      gone.abort();
      await frames.return(undefined).catch(() => undefined);
    },
  };
}

async function* framesOf(response: Response): AsyncGenerator<Frame, undefined> {
  let text = '';
  for await (const chunk of (response.body ?? new Blob().stream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield parse(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function parse(block: string): Frame {
  const frame: Frame = {};
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
    if (name === '') frame.comment = value;
    if (name === 'event') frame.event = value;
    if (name === 'id') frame.id = Number(value);
    if (name === 'data') frame.data = JSON.parse(value);
  }
  return frame;
}
