import { HttpError, pluginNotFound } from '../http-error.ts';
import { type Actor, audit } from './audit.ts';
import type { Change } from './change.ts';
import { integer } from './row.ts';
import type { Sql } from './sql.ts';

/** A user's rating beside everybody's. */
export interface Rated {
  ownRating: number | null;
  /** Mean of all. */
  rating: number;
  ratingCount: number;
}

/** What users think of plugins. Methods throw 404 for a plugin that the catalogue does not have. */
export interface RatingsStore {
  /** 403 `NOT_INSTALLED` for who does not have the plugin. */
  rate(actor: Actor, pluginId: string, rating: number): Promise<Rated>;
  unrate(actor: Actor, pluginId: string): Promise<Rated>;
}

/** The ratings in a database, where a trigger keeps the mean and the number of all in `plugins`. */
export function createRatingsStore(change: Change): RatingsStore {
  return {
    rate: (actor, pluginId, rating) =>
      change(actor, async (tx) => {
        await requirePlugin(tx, pluginId);
        const here = [actor.userId, actor.tenantId, pluginId];
        const installed = await tx.query(
          'SELECT 1 FROM user_plugins WHERE user_id = $1 AND tenant_id = $2 AND plugin_id = $3 AND bundle IS NOT NULL',
          here,
        );
        if (installed.length === 0)
          throw new HttpError(403, 'NOT_INSTALLED', 'Install the plugin before you rate it');
        await tx.query(
          `INSERT INTO plugin_ratings (user_id, tenant_id, plugin_id, rating) VALUES ($1, $2, $3, $4)
           ON CONFLICT (user_id, tenant_id, plugin_id) DO UPDATE SET rating = excluded.rating, updated_at = now()`,
          [...here, rating],
        );
        return settled(tx, actor, pluginId, rating);
      }),

    unrate: (actor, pluginId) =>
      change(actor, async (tx) => {
        await requirePlugin(tx, pluginId);
        await tx.query(
          'DELETE FROM plugin_ratings WHERE user_id = $1 AND tenant_id = $2 AND plugin_id = $3',
          [actor.userId, actor.tenantId, pluginId],
        );
        return settled(tx, actor, pluginId, null);
      }),
  };
}

/** It stays until the transaction ends: otherwise the rating's reference could fail, which would be taken for a user who is gone. */
async function requirePlugin(tx: Sql, pluginId: string): Promise<void> {
  const known = await tx.query('SELECT 1 FROM plugins WHERE id = $1 FOR KEY SHARE', [pluginId]);
  if (known.length === 0) throw pluginNotFound();
}

async function settled(tx: Sql, actor: Actor, pluginId: string, ownRating: number | null): Promise<Rated> {
  const [row] = await tx.query('SELECT rating, rating_count FROM plugins WHERE id = $1', [pluginId]);
  if (!row) throw pluginNotFound();
  await audit(tx, actor, 'rating', pluginId, { rating: ownRating });
  return { ownRating, rating: Number(row.rating), ratingCount: integer(row, 'rating_count') };
}
