import { setTimeout as delay } from 'node:timers/promises';
import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import type { Logger } from '../logger.ts';
import type { SqlDatabase } from '../stores/sql.ts';
import { jittered } from './event-options.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

export interface KeptListener {
  onMessage(payload: string): void;
  /** Told when it begins to hear, and when it hears no more. */
  onListening(isListening: boolean): void;
  logger: Logger;
}

/** Listens on a channel until the signal, again and again when the connection is lost. Resolves when it has ended; never rejects. */
export async function keepListening(
  db: Pick<SqlDatabase, 'listen'>,
  channel: string,
  { onMessage, onListening, logger }: KeptListener,
  signal: AbortSignal,
): Promise<void> {
  const aborted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      let onLost = (): void => undefined;
      const lost = new Promise<void>((resolve) => {
        onLost = resolve;
      });
      await db.listen(channel, { onMessage, onLost }, signal);
      if (signal.aborted) return;
      onListening(true);
      wait = FIRST_WAIT_MS;
      await Promise.race([lost, aborted]);
      if (signal.aborted) return;
      onListening(false);
      logger.warn?.(
        'Lost the connection that hears of changes: looking at the table until there is a new one',
      );
    } catch (error) {
      if (signal.aborted) return;
      logger.warn?.(`Cannot listen for changes, looking at the table instead: ${errorMessage(error)}`);
    }
    await delay(jittered(wait), undefined, { signal }).catch(() => undefined);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }
}
