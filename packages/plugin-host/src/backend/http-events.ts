import * as v from 'valibot';
import { createEventParser, type ServerEvent } from './event-parser.ts';
import type { HttpBackendOptions } from './http-backend.ts';

/** Statuses of a server that will not tell this user: without the route, as older ones are, or without the right to it. */
const REFUSALS: readonly number[] = [401, 403, 404, 405, 501];

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

/** The server gives a sign of life every 20 seconds. A connection that sleeps, or has lost its network, does not end by itself. */
const SILENCE = 65_000;

/** What is published is told to everybody at once: not everybody may ask for it at once. */
const SPREAD = 5_000;

export interface EventsOptions {
  url: string;
  fetch: HttpBackendOptions['fetch'];
  /** Something may have changed. */
  onChange(): void;
  signal: AbortSignal;
  /** Until so many milliseconds have passed, or the signal. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const change = v.pipe(v.string(), v.parseJson(), v.object({ type: v.string() }));

/**
 * Follows `GET {baseUrl}/events`, and comes back when the connection ends. Resolves at the signal, or when the server has nothing to tell;
 * never rejects.
 */
export async function followEvents(options: EventsOptions): Promise<void> {
  // Over plain HTTP a browser has six connections to a server: tabs that cannot agree on one stream would use them up.
  if (globalThis.isSecureContext === false) return;
  const { url, fetch, onChange, signal, pause = timer } = options;
  let lastId = '';
  let wait = FIRST_WAIT;

  function take({ type, data, id }: ServerEvent, resumed: boolean): void {
    if (signal.aborted) return;
    lastId = id;
    if (type === 'ready') wait = FIRST_WAIT;
    // What changed before this stream began nobody has told.
    const hasChanged = type === 'ready' ? !resumed : type === 'change' || type === 'reset';
    if (!hasChanged) return;
    const parsed = v.safeParse(change, data);
    if (parsed.success && parsed.output.type === 'published')
      void pause(Math.random() * SPREAD, signal).then(() => signal.aborted || onChange());
    else onChange();
  }

  /** Resolves with the seconds that the server wants to be left alone, or `undefined` where it refuses. */
  async function connect(): Promise<number | undefined> {
    const watchdog = createWatchdog(signal);
    try {
      const resumed = lastId !== '';
      const headers = { Accept: 'text/event-stream', ...(resumed ? { 'Last-Event-ID': lastId } : {}) };
      // A server on another origin may not allow the header: without an answer, the next time goes without it.
      lastId = '';
      const response = await fetch(url, { headers, cache: 'no-store', signal: watchdog.signal });
      lastId = headers['Last-Event-ID'] ?? '';
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
      if (REFUSALS.includes(response.status) || (response.ok && !isStream)) return undefined;
      if (response.ok && response.body) {
        const parse = createEventParser((event) => take(event, resumed));
        await readText(response.body, (text) => {
          watchdog.touch();
          parse(text);
        });
      }
      return Number(response.headers.get('Retry-After')) || 0;
    } catch {
      return 0;
    } finally {
      watchdog.end();
    }
  }

  while (!signal.aborted) {
    const least = await connect();
    if (least === undefined) return;
    await pause(Math.max(wait * (0.5 + Math.random() / 2), 1_000 * Math.min(least, 600)), signal);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }
}

async function readText(body: ReadableStream<Uint8Array>, onText: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read())
    onText(decoder.decode(step.value, { stream: true }));
}

/** A signal that also aborts when nobody touches it for a while. At the end whatever still goes on is aborted. */
function createWatchdog(signal: AbortSignal) {
  const controller = new AbortController();
  const end = () => {
    clearTimeout(timeout);
    signal.removeEventListener('abort', end);
    controller.abort();
  };
  let timeout = setTimeout(end, SILENCE);
  signal.addEventListener('abort', end);
  return {
    signal: controller.signal,
    touch() {
      clearTimeout(timeout);
      timeout = setTimeout(end, SILENCE);
    },
    end,
  };
}

function timer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timeout);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timeout = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
