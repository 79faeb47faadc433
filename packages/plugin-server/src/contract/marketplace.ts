import * as v from 'valibot';
import type { Parameter, RouteContract } from './route-contract.ts';
import { bundleRef, jsonObject, succeeded, time } from './schemas.ts';

const entry = {
  id: v.string(),
  manifest: jsonObject,
  downloads: v.number(),
  rating: v.number(),
  ratingCount: v.number(),
  featured: v.boolean(),
  verified: v.boolean(),
  categories: v.array(v.string()),
  screenshots: v.array(v.string()),
  changelog: v.optional(
    v.pipe(v.string(), v.metadata({ description: 'Markdown. In lists the first 2,000 characters.' })),
  ),
  publishedAt: time,
  updatedAt: time,
  bundle: v.nullable(bundleRef),
};

export const catalogueEntry = v.strictObject(entry);

const status = v.pipe(
  v.picklist(['published', 'yanked', 'blocked']),
  v.metadata({ description: 'yanked: no new installs. blocked: does not run any more.' }),
);
const rating = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)));

export const catalogueDetail = v.strictObject({
  ...entry,
  readme: v.nullable(v.pipe(v.string(), v.metadata({ description: 'Markdown, as its author wrote it.' }))),
  publisher: v.nullable(v.string()),
  versionCount: v.number(),
  versions: v.pipe(
    v.array(v.strictObject({ version: v.string(), status, publishedAt: time })),
    v.metadata({ description: 'The five highest.' }),
  ),
  installed: v.boolean(),
  installedVersion: v.nullable(v.string()),
  ownRating: rating,
});

const text = (description: string): Parameter => ({ in: 'query', description, schema: v.string() });
const flag = (description: string): Parameter => ({
  in: 'query',
  description,
  schema: v.picklist(['true', 'false']),
});
const number = (description: string): Parameter => ({ in: 'query', description, schema: v.number() });

const limit = v.number();
const similar = v.optional(
  v.pipe(
    v.literal(true),
    v.metadata({ description: 'No entry has the words of the query. These have names like them.' }),
  ),
);

export const searchMarketplace = {
  method: 'GET',
  path: '/marketplace',
  operation: 'searchMarketplace',
  summary: 'Search the catalogue',
  description:
    'Finds entries that have every word of the query in their id, name, description or keywords. Parameters that make no sense are not looked at.',
  parameters: {
    query: text('Words, or parts of words. Case does not matter.'),
    category: text('One of the `categories` of an entry, exactly.'),
    featured: flag('Only those that are, or that are not.'),
    verified: flag('Only those that are, or that are not.'),
    sortBy: {
      in: 'query',
      description: 'Default: `downloads`.',
      schema: v.picklist(['downloads', 'rating', 'newest', 'name']),
    },
    page: number('From 1, the default.'),
    limit: number('Entries of a page: 1 to 100, default 20.'),
    cursor: text(
      'In the place of `page`: empty for the beginning, then the `nextCursor` of the answer before. Entries that come meanwhile move nothing.',
    ),
  },
  answers: {
    200: v.union([
      succeeded({
        plugins: v.array(catalogueEntry),
        total: v.number(),
        page: v.number(),
        limit,
        hasMore: v.boolean(),
        similar,
      }),
      succeeded({ plugins: v.array(catalogueEntry), limit, nextCursor: v.nullable(v.string()), similar }),
    ]),
  },
  errors: [400],
  rate: 'search',
} satisfies RouteContract;

export const getPlugin = {
  method: 'GET',
  path: '/marketplace/:id',
  operation: 'getPlugin',
  summary: 'One plugin of the catalogue in full',
  answers: { 200: succeeded({ plugin: catalogueDetail }) },
  errors: [400, 404],
} satisfies RouteContract;

export const listVersions = {
  method: 'GET',
  path: '/marketplace/:id/versions',
  operation: 'listVersions',
  summary: 'All versions of a plugin, the highest first, also those that were withdrawn',
  answers: {
    200: succeeded({
      versions: v.array(
        v.strictObject({
          version: v.string(),
          status,
          publishedAt: time,
          size: v.number(),
          permissions: v.array(v.string()),
          optionalPermissions: v.array(v.string()),
          hosts: v.array(v.string()),
          bundle: v.nullable(bundleRef),
        }),
      ),
    }),
  },
  errors: [400, 404],
} satisfies RouteContract;
