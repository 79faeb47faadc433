import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { HttpError } from '../http-error.ts';
import type { Logger } from '../logger.ts';
import type { SqlDatabase } from '../stores/sql.ts';
import { CHANNEL, createAnnouncer, readerKey, type Woken } from './announcer.ts';
import { DEFAULT_EVENT_OPTIONS, type EventOptions, jittered } from './event-options.ts';
import { createEventStream, type EventStream } from './event-stream.ts';
import { createEventsStore, type Reader } from './events-store.ts';
import { keepListening } from './keep-listening.ts';

/** A process may end between a change and its announcement, so the table is looked at now and then all the same. */
const SAFETY_POLL_MS = 22_500;

const CLOSING = 'the server is closing: come back';

/** Readers in one statement. */
const BATCH = 500;

export interface EventHub {
  /**
   * A stream of what a reader's devices should know, from after the event with the id `after`, or from now on.
   *
   * @throws HttpError 429 or 503 when too many are open, and what the database says
   */
  open(reader: Reader, after: number | undefined, signal?: AbortSignal): Promise<EventStream>;
  /** To be called when a change has been committed. */
  announce(woken: Woken): void;
  /** Ends the streams and lets go of the connection. */
  close(): Promise<void>;
}

export interface EventHubParts extends EventOptions {
  logger: Logger;
  /** Ends the streams. */
  closing: AbortSignal;
}

/** The streams of one user in one tenant. */
interface Group extends Reader {
  readonly streams: Set<EventStream>;
  /** Streams that are open, or about to be. */
  count: number;
}

/** Brings events from the table to the streams of this process, whichever process wrote them. */
export function createEventHub(db: SqlDatabase, { logger, closing, ...options }: EventHubParts): EventHub {
  const { listen, pollMs, heartbeatMs, streamMs, streamsPerUser, streams } = {
    ...DEFAULT_EVENT_OPTIONS,
    ...options,
  };
  const store = createEventsStore(db);
  const announcer = createAnnouncer(db, logger);
  const groups = new Map<string, Group>();
  const woken = new Set<Group>();
  let count = 0;
  let reading = Promise.resolve();
  let isReading = false;
  let failed = false;
  let listener: { end: AbortController; done: Promise<void>; hears: boolean } | undefined;
  let poll: ReturnType<typeof setTimeout> | undefined;

  function wake(who: Woken): void {
    if (who === 'everybody') for (const group of groups.values()) woken.add(group);
    else
      for (const reader of who) {
        const group = groups.get(readerKey(reader));
        if (group) woken.add(group);
      }
    if (!isReading) reading = readAll();
  }

  /** One statement at a time, for all that were woken meanwhile. */
  async function readAll(): Promise<void> {
    isReading = true;
    while (woken.size > 0) {
      const batch = [...woken].slice(0, BATCH).flatMap((group) => {
        woken.delete(group);
        // Only those that are open now: of one that opens meanwhile this may miss what came between.
        const open = [...group.streams];
        if (open.length === 0) return [];
        return [{ group, open, position: Math.min(...open.map(({ position }) => position)) }];
      });
      if (batch.length === 0) continue;
      try {
        const unread = await store.read(
          batch.map(({ group: { userId, tenantId }, position }) => ({ userId, tenantId, position })),
        );
        failed = false;
        for (const [index, { events, more }] of unread.entries()) {
          const { group, open } = batch[index] ?? {};
          for (const stream of open ?? []) stream.write(events);
          if (more && group) woken.add(group);
        }
      } catch (error) {
        logger.warn?.(`Could not read events, trying again: ${errorMessage(error)}`);
        failed = true;
        // Everybody is woken then.
        woken.clear();
        pollSoon();
      }
    }
    isReading = false;
  }

  function pollSoon(): void {
    clearTimeout(poll);
    if (count === 0) return;
    const wait = listener?.hears && !failed ? SAFETY_POLL_MS : pollMs;
    poll = setTimeout(() => {
      wake('everybody');
      pollSoon();
    }, jittered(wait));
  }

  function startListening(): void {
    if (!listen) return;
    const end = new AbortController();
    const state = { end, done: Promise.resolve(), hears: false };
    const onListening = (hears: boolean): void => {
      state.hears = hears;
      // What was announced before nobody has heard.
      if (hears) wake('everybody');
      pollSoon();
    };
    const onMessage = (payload: string): void => wake(announcer.parse(payload));
    state.done = keepListening(db, CHANNEL, { onMessage, onListening, logger }, end.signal);
    listener = state;
  }

  function enter(reader: Reader): Group {
    const key = readerKey(reader);
    const group = groups.get(key) ?? { ...reader, streams: new Set(), count: 0 };
    if (group.count >= streamsPerUser) throw tooMany(429, 'You have too many streams of events open');
    if (count >= streams) throw tooMany(503, 'The server has too many streams of events open');
    groups.set(key, group);
    group.count += 1;
    count += 1;
    if (count === 1) {
      startListening();
      pollSoon();
    }
    return group;
  }

  function leave(group: Group): void {
    group.count -= 1;
    count -= 1;
    if (group.count === 0) groups.delete(readerKey(group));
    if (count > 0) return;
    clearTimeout(poll);
    listener?.end.abort();
  }

  closing.addEventListener('abort', () => {
    for (const group of groups.values()) for (const stream of group.streams) stream.end(CLOSING);
  });

  return {
    async open(reader, after, signal) {
      const group = enter(reader);
      const onGone = (): void => stream.end('gone');
      const stream = createEventStream(() => {
        clearInterval(beats);
        clearTimeout(end);
        signal?.removeEventListener('abort', onGone);
        group.streams.delete(stream);
        leave(group);
      });
      const beats = setInterval(() => stream.beat(), heartbeatMs);
      const end = setTimeout(() => stream.end('come back, to be authenticated again'), jittered(streamMs));
      try {
        const { position, gap } = await store.start(reader, after);
        stream.open(position, gap);
      } catch (error) {
        stream.end('failed');
        throw error;
      }
      if (closing.aborted) stream.end(CLOSING);
      else if (signal?.aborted) onGone();
      else {
        signal?.addEventListener('abort', onGone, { once: true });
        group.streams.add(stream);
        // What was missed, and what happened while it was opened.
        wake([reader]);
      }
      return stream;
    },
    announce(who) {
      wake(who);
      announcer.announce(who);
    },
    async close() {
      await Promise.all([announcer.close(), listener?.done, reading]);
    },
  };
}

function tooMany(status: 429 | 503, message: string): HttpError {
  return new HttpError(status, 'TOO_MANY_STREAMS', message, { headers: { 'retry-after': '30' } });
}
