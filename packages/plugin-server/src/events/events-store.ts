import { integer, optionalText, text } from '../stores/row.ts';
import type { SqlDatabase, Statement } from '../stores/sql.ts';

/** Whose events: a user in a tenant. */
export interface Reader {
  readonly userId: string;
  readonly tenantId: string;
}

/** Something that has changed. */
export interface PluginEvent {
  readonly id: number;
  readonly type: string;
  readonly pluginId: string | null;
}

/** Where a stream begins. */
export interface Start {
  position: number;
  /** Whether events between the position asked for and this one may be gone. */
  gap: boolean;
}

/** What one reader has not seen yet. */
export interface Unread {
  readonly events: readonly PluginEvent[];
  /** Whether there is more behind them. */
  readonly more: boolean;
}

export interface EventsStore {
  /** The place after the event with the id `after`, or the present end. */
  start(reader: Reader, after: number | undefined): Promise<Start>;
  /** For each reader what came after its position, in order: all of one moment. */
  read(positions: readonly (Reader & { position: number })[]): Promise<Unread[]>;
}

/** Rows of one reader in one answer. */
const PAGE = 100;

// What everybody hears is merged with what the user hears in one statement, and so of one snapshot: an event must not come to light
// behind one that was already read.
const START: Statement = {
  name: 'plugin_events_start',
  text: `SELECT greatest(0,
           (SELECT max(id) FROM plugin_events WHERE user_id = $1 AND tenant_id = $2),
           (SELECT max(id) FROM plugin_events WHERE user_id IS NULL AND tenant_id = '')) AS newest,
         (SELECT id FROM plugin_events
          WHERE id = $3::bigint AND (user_id = $1 AND tenant_id = $2 OR user_id IS NULL)
            AND created_at > now() - interval '23 hours') AS recent`,
};

const READ: Statement = {
  name: 'plugin_events_read',
  text: `SELECT reader.number, event.id, event.type, event.plugin_id
         FROM unnest($1::text[], $2::text[], $3::bigint[]) WITH ORDINALITY AS reader (user_id, tenant_id, position, number)
         CROSS JOIN LATERAL (
           (SELECT id, type, plugin_id FROM plugin_events
            WHERE user_id = reader.user_id AND tenant_id = reader.tenant_id AND id > reader.position
            ORDER BY id LIMIT ${PAGE})
           UNION ALL
           (SELECT id, type, plugin_id FROM plugin_events
            WHERE user_id IS NULL AND tenant_id = '' AND id > reader.position
            ORDER BY id LIMIT ${PAGE})
           ORDER BY id LIMIT ${PAGE}
         ) AS event
         ORDER BY reader.number, event.id`,
};

export function createEventsStore(db: Pick<SqlDatabase, 'read'>): EventsStore {
  return {
    async start({ userId, tenantId }, after) {
      const [row = {}] = await db.read(START, [userId, tenantId, after ?? null]);
      const newest = integer(row, 'newest');
      if (after === undefined) return { position: newest, gap: false };
      // The upkeep removes events after a day, so that nothing after a younger one is gone.
      const isRecent = optionalText(row, 'recent') !== null;
      return isRecent ? { position: after, gap: false } : { position: newest, gap: true };
    },
    async read(positions) {
      const rows = await db.read(READ, [
        positions.map(({ userId }) => userId),
        positions.map(({ tenantId }) => tenantId),
        positions.map(({ position }) => position),
      ]);
      const found: PluginEvent[][] = positions.map(() => []);
      for (const row of rows) {
        const event = {
          id: integer(row, 'id'),
          type: text(row, 'type'),
          pluginId: optionalText(row, 'plugin_id'),
        };
        found[integer(row, 'number') - 1]?.push(event);
      }
      return found.map((events) => ({ events, more: events.length === PAGE }));
    },
  };
}
