import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import type { MarketplaceEntry, PluginBackend, RequestOptions } from './backend.ts';

/** What a back end over HTTP asks its server with. */
export interface MarketplaceClient {
  /** Rejects with a `PluginError`, also for an answer that is not of the schema. */
  json<S extends v.GenericSchema>(
    schema: S,
    path: string,
    init?: RequestInit,
    options?: RequestOptions,
  ): Promise<v.InferOutput<S>>;
  /** Leaves out rows that do not fit. */
  keepValid<S extends v.GenericSchema>(schema: S, rows: readonly unknown[]): v.InferOutput<S>[];
  manifest: v.GenericSchema<unknown, PluginManifest>;
}

/** The marketplace and what comes out of it, by the routes of plugin-server. */
export interface HttpMarketplace {
  search: PluginBackend['searchMarketplace'];
  get: NonNullable<PluginBackend['getMarketplacePlugin']>;
  versions: NonNullable<PluginBackend['listMarketplaceVersions']>;
  rate: NonNullable<PluginBackend['ratePlugin']>;
  updates: NonNullable<PluginBackend['listUpdates']>;
}

const found = {
  plugins: v.array(v.unknown()),
  limit: v.number(),
  similar: v.exactOptional(v.boolean()),
};
const pageAnswer = v.object({
  ...found,
  total: v.number(),
  page: v.number(),
  hasMore: v.boolean(),
  nextCursor: v.exactOptional(v.string()),
});
const cursorAnswer = v.object({ ...found, nextCursor: v.nullable(v.string()) });

const rating = v.object({ ownRating: v.nullable(v.number()), rating: v.number(), ratingCount: v.number() });
const bundle = v.object({ sha256: v.string(), integrity: v.string(), size: v.number() });
const version = v.object({
  version: v.string(),
  status: v.picklist(['published', 'yanked', 'blocked']),
  publishedAt: v.string(),
});
const versionsAnswer = v.object({ versions: v.array(version) });
const updatesAnswer = v.object({ updates: v.array(v.unknown()) });

export function httpMarketplace({ json, keepValid, manifest }: MarketplaceClient): HttpMarketplace {
  const listing = {
    id: v.string(),
    manifest,
    downloads: v.number(),
    rating: v.number(),
    ratingCount: v.number(),
    featured: v.boolean(),
    verified: v.boolean(),
    categories: v.array(v.string()),
    screenshots: v.array(v.string()),
    changelog: v.exactOptional(v.string()),
    publishedAt: v.string(),
    updatedAt: v.string(),
  };
  const entry = v.object({ ...listing, changelog: v.nullish(v.string()) });
  const detailAnswer = v.object({
    plugin: v.object({
      ...listing,
      bundle: v.nullable(bundle),
      readme: v.nullable(v.string()),
      publisher: v.nullable(v.string()),
      versionCount: v.number(),
      versions: v.array(version),
      ownRating: v.nullable(v.number()),
    }),
  });
  const update = v.object({
    pluginId: v.string(),
    from: v.string(),
    to: v.string(),
    manifest,
    bundle,
    changelog: v.nullable(v.string()),
  });
  const pathOf = (pluginId: string) => `/marketplace/${encodeURIComponent(pluginId)}`;

  return {
    async search(query, options) {
      const parameters = new URLSearchParams();
      for (const [key, value] of Object.entries(query))
        if (value !== undefined && value !== '') parameters.set(key, String(value));
      const path = `/marketplace?${parameters}`;
      const page = query.cursor
        ? placed(await json(cursorAnswer, path, {}, options), query.page)
        : await json(pageAnswer, path, {}, options);
      return { ...page, plugins: keepValid(entry, page.plugins) as MarketplaceEntry[] };
    },
    async get(pluginId, options) {
      return (await json(detailAnswer, pathOf(pluginId), {}, options)).plugin;
    },
    async versions(pluginId, options) {
      return (await json(versionsAnswer, `${pathOf(pluginId)}/versions`, {}, options)).versions;
    },
    rate(pluginId, stars) {
      const init: RequestInit =
        stars === null
          ? { method: 'DELETE' }
          : {
              method: 'PUT',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ rating: stars }),
            };
      return json(rating, `${pathOf(pluginId)}/rating`, init);
    },
    async updates(options) {
      return keepValid(update, (await json(updatesAnswer, '/updates', {}, options)).updates);
    },
  };
}

/** A page that was asked for by a cursor, with what the caller knows of its place. */
function placed(answer: v.InferOutput<typeof cursorAnswer>, page = 1) {
  return { ...answer, page, hasMore: answer.nextCursor !== null };
}
