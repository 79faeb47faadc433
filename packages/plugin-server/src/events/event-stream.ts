import type { PluginEvent } from './events-store.ts';

/** Events that wait for a slow caller. More than these and it is told to ask for everything instead. */
const BUFFERED = 256;

/** The client waits so long before it comes back. */
const RETRY_MS = 2_000;

/** One answer in server-sent events: written as things happen, read as fast as the caller takes it. */
export interface EventStream {
  /** Of the last event that was written, or left out for a `reset`. */
  readonly position: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** The first thing the caller hears: what came before `position` is known to it, unless there is a gap. */
  open(position: number, gap: boolean): void;
  /** Events that were written already are left out. */
  write(events: readonly PluginEvent[]): void;
  /** A sign of life, unless the caller has others to take first. */
  beat(): void;
  /** Ends after what is written, with a comment that says why. */
  end(reason: string): void;
}

/** @param onEnd called once, when nothing more is wanted: also when the caller has gone away */
export function createEventStream(onEnd: () => void): EventStream {
  let position = 0;
  let ready = '';
  let lines: string[] = [];
  let events = 0;
  let over = false;
  let proceed: (() => void) | undefined;

  const wake = (): void => {
    proceed?.();
    proceed = undefined;
  };
  const put = (text: string): void => {
    if (over) return;
    lines.push(text);
    wake();
  };
  const finish = (): void => {
    if (over) return;
    over = true;
    onEnd();
    wake();
  };
  const take = (): Uint8Array => {
    const chunk = Buffer.from(ready + lines.join(''));
    ready = '';
    lines = [];
    events = 0;
    return chunk;
  };

  const iterator: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      while (lines.length === 0 && !over) {
        await new Promise<void>((resolve) => {
          proceed = resolve;
        });
      }
      return lines.length > 0 ? { done: false, value: take() } : { done: true, value: undefined };
    },
    async return() {
      lines = [];
      finish();
      return { done: true, value: undefined };
    },
  };

  const reset = (): string => frame('reset', position, {});

  return {
    get position() {
      return position;
    },
    body: iterator,
    open(start, gap) {
      position = start;
      ready = `retry: ${RETRY_MS}\n${frame('ready', position, {})}`;
      put(gap ? reset() : '');
    },
    write(found) {
      for (const { id, type, pluginId } of found) {
        if (id <= position) continue;
        position = id;
        events += 1;
        if (events <= BUFFERED) put(frame('change', id, pluginId === null ? { type } : { type, pluginId }));
      }
      // In place of all the others: memory is bounded by what a caller can be behind.
      if (events > BUFFERED) lines = [reset()];
    },
    beat() {
      if (lines.length === 0) put(':\n\n');
    },
    end(reason) {
      put(`: ${reason}\n\n`);
      finish();
    },
  };
}

function frame(event: 'ready' | 'change' | 'reset', id: number, data: object): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
