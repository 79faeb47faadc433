import * as contract from '../contract/ratings.ts';
import { json } from '../response.ts';
import { type UserRoute, userRoute } from '../route.ts';
import type { RatingsStore } from '../stores/ratings-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** What users think of plugins. */
export function ratingRoutes(ratings: RatingsStore): UserRoute[] {
  return [
    userRoute(contract.ratePlugin, async (context) =>
      json(200, {
        success: true,
        ...(await ratings.rate(context.actor, pluginIdOf(context), context.body.rating)),
      }),
    ),
    userRoute(contract.unratePlugin, async (context) =>
      json(200, { success: true, ...(await ratings.unrate(context.actor, pluginIdOf(context))) }),
    ),
  ];
}
