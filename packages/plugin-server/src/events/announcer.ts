import { randomUUID } from 'node:crypto';
import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import type { Logger } from '../logger.ts';
import type { SqlDatabase, Statement } from '../stores/sql.ts';
import type { Reader } from './events-store.ts';

export const CHANNEL = 'plugin_events';

/** PostgreSQL takes less than 8,000 bytes. */
const LONGEST_PAYLOAD = 7_900;

/** Changes of so many milliseconds are announced together. */
const GATHER_MS = 20;

const NOTIFY: Statement = { name: 'plugin_events_notify', text: `SELECT pg_notify('${CHANNEL}', $1)` };

/** Who has something to read: these, or everybody. */
export type Woken = readonly Reader[] | 'everybody';

/** Tells other processes who has something to read. It is a hint: what has happened is in the table. */
export interface Announcer {
  announce(woken: Woken): void;
  /** Who is named by what was heard on the channel. */
  parse(payload: string): Woken;
  /** Sends what has been gathered. */
  close(): Promise<void>;
}

const payloadSchema = v.strictObject({
  from: v.string(),
  to: v.optional(v.array(v.tuple([v.string(), v.string()]))),
});

/**
 * In a statement of its own, and not in the transaction of the change: a transaction that notifies locks the queue of the whole database
 * while it commits, so that all writers of all apps on it would wait for each other.
 */
export function createAnnouncer(db: Pick<SqlDatabase, 'read'>, logger: Logger): Announcer {
  const self = randomUUID();
  let named = new Map<string, [tenantId: string, userId: string]>();
  let all = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();

  const write = (): string => {
    const payload = JSON.stringify({ from: self, to: [...named.values()] });
    return all || Buffer.byteLength(payload) > LONGEST_PAYLOAD ? JSON.stringify({ from: self }) : payload;
  };
  const flush = (): void => {
    timer = undefined;
    const payload = write();
    named = new Map();
    all = false;
    sending = Promise.all([sending, db.read(NOTIFY, [payload])]).then(
      () => undefined,
      (error) => logger.warn?.(`Could not announce a change, others find it later: ${errorMessage(error)}`),
    );
  };

  return {
    announce(woken) {
      if (woken === 'everybody') all = true;
      else for (const reader of woken) named.set(readerKey(reader), [reader.tenantId, reader.userId]);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    parse(payload) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), payloadSchema), payload);
      // Perhaps of a later version of this package, beside which this one still runs.
      if (!parsed.success) return 'everybody';
      const { from, to } = parsed.output;
      // This process has told its own streams already.
      if (from === self) return [];
      return to?.map(([tenantId, userId]) => ({ tenantId, userId })) ?? 'everybody';
    },
    async close() {
      if (timer !== undefined) {
        clearTimeout(timer);
        flush();
      }
      await sending;
    },
  };
}

/** Tells readers apart. */
export function readerKey({ userId, tenantId }: Reader): string {
  return JSON.stringify([tenantId, userId]);
}
