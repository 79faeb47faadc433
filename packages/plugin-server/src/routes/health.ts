import { health } from '../contract/platform.ts';
import { json, type PluginResponse } from '../response.ts';
import { type PublicRoute, publicRoute } from '../route.ts';
import type { SqlDatabase } from '../stores/sql.ts';

// Anybody may ask, so the database is asked once a second at most.
const FRESH_MS = 1_000;

/** For balancers and orchestrators: 200 or 503. Says nothing else, since anybody may ask. */
export function healthRoutes(db: Pick<SqlDatabase, 'ping'>, closing: AbortSignal): PublicRoute[] {
  let asked: { at: number; answer: Promise<boolean> } | undefined;
  const isUp = (): Promise<boolean> => {
    const now = Date.now();
    if (!asked || now - asked.at > FRESH_MS) {
      const answer = db.ping().then(
        () => true,
        () => false,
      );
      asked = { at: now, answer };
    }
    return asked.answer;
  };
  return [
    publicRoute(health, async (): Promise<PluginResponse> => {
      const up = !closing.aborted && (await isUp());
      return up
        ? json(200, { status: 'ok', database: 'ok' })
        : json(503, { status: 'unavailable', database: 'unavailable' }, { 'retry-after': '2' });
    }),
  ];
}
