import * as contract from '../contract/marketplace.ts';
import { jsonText, type PluginResponse } from '../response.ts';
import { type UserRoute, userRoute } from '../route.ts';
import type { CatalogueStore } from '../stores/catalogue-store.ts';
import { parseCatalogueQuery } from './parse-catalogue-query.ts';
import { pluginIdOf } from './plugin-id.ts';

/** Searching the catalogue, and reading about one plugin. */
export function marketplaceRoutes(catalogue: CatalogueStore): UserRoute[] {
  return [
    userRoute(contract.searchMarketplace, async ({ query }) => {
      const { filter, page, cursor, ...shown } = parseCatalogueQuery(query);
      const { limit } = shown;
      if (cursor !== undefined) {
        const { items, similar, nextCursor } = await catalogue.after(filter, { ...shown, cursor });
        return list(items, { limit, nextCursor, ...similarity(similar) });
      }
      const { items, similar, total, nextCursor } = await catalogue.page(filter, { ...shown, page });
      const hasMore = page * limit < total;
      const next = nextCursor === null ? {} : { nextCursor };
      return list(items, { total, page, limit, hasMore, ...next, ...similarity(similar) });
    }),

    userRoute(contract.getPlugin, async (context) =>
      jsonText(
        200,
        `{"success":true,"plugin":${await catalogue.detail(context.actor, pluginIdOf(context))}}`,
      ),
    ),

    userRoute(contract.listVersions, async (context) =>
      jsonText(200, `{"success":true,"versions":[${await catalogue.versions(pluginIdOf(context))}]}`),
    ),
  ];
}

function list(items: string, others: object): PluginResponse {
  return jsonText(200, `{"success":true,"plugins":[${items}],${JSON.stringify(others).slice(1)}`);
}

/** Said only where it is so: answers of before have no such member. */
function similarity(similar: boolean): { similar?: true } {
  return similar ? { similar } : {};
}
