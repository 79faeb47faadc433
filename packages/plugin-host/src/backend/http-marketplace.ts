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

const answer = v.object({
  plugins: v.array(v.unknown()),
  total: v.number(),
  page: v.number(),
  limit: v.number(),
  hasMore: v.boolean(),
});

/** The search over `GET /marketplace`. */
export function httpMarketplace({
  json,
  keepValid,
  manifest,
}: MarketplaceClient): PluginBackend['searchMarketplace'] {
  const entry = v.object({
    id: v.string(),
    manifest,
    downloads: v.number(),
    rating: v.number(),
    ratingCount: v.number(),
    featured: v.boolean(),
    verified: v.boolean(),
    categories: v.array(v.string()),
    screenshots: v.array(v.string()),
    changelog: v.nullish(v.string()),
    publishedAt: v.string(),
    updatedAt: v.string(),
  });

  return async (query, options) => {
    const parameters = new URLSearchParams();
    for (const [key, value] of Object.entries(query))
      if (value !== undefined && value !== '') parameters.set(key, String(value));
    const page = await json(answer, `/marketplace?${parameters}`, {}, options);
    return { ...page, plugins: keepValid(entry, page.plugins) as MarketplaceEntry[] };
  };
}
