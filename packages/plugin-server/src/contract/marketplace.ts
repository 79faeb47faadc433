import * as v from 'valibot';
import type { Parameter, RouteContract } from './route-contract.ts';
import { bundleRef, count, described, jsonObject, succeeded, time } from './schemas.ts';

const entry = {
  id: v.string(),
  manifest: jsonObject,
  downloads: described(count, 'Installs from the catalogue, all versions.'),
  rating: described(v.number(), 'Mean of all ratings, 1 to 5; 0 without any.'),
  ratingCount: count,
  featured: v.boolean(),
  verified: v.boolean(),
  categories: v.array(v.string()),
  screenshots: described(v.array(v.string()), 'Addresses of pictures.'),
  changelog: v.optional(described(v.string(), 'Markdown. In lists the first 2,000 characters.')),
  publishedAt: time,
  updatedAt: time,
  bundle: v.nullable(bundleRef),
};

export const catalogueEntry = v.strictObject(entry);

const status = described(
  v.picklist(['published', 'yanked', 'blocked']),
  'yanked: no new installs. blocked: does not run any more.',
);
const rating = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)));

export const catalogueDetail = v.strictObject({
  ...entry,
  readme: v.nullable(described(v.string(), 'Markdown, as its author wrote it.')),
  publisher: v.nullable(v.string()),
  versionCount: count,
  versions: described(
    v.array(v.strictObject({ version: v.string(), status, publishedAt: time })),
    'The five highest.',
  ),
  installed: described(v.boolean(), 'By the user who asks.'),
  installedVersion: v.nullable(v.string()),
  ownRating: rating,
});

const text = (description: string): Parameter => ({ in: 'query', description, schema: v.string() });
const flag = (description: string): Parameter => ({
  in: 'query',
  description,
  schema: v.picklist(['true', 'false']),
});
const number = (description: string): Parameter => ({
  in: 'query',
  description,
  schema: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const nextCursor = described(v.nullable(v.string()), '`null` on the last page.');
const limit = described(count, 'That was applied.');
const similar = v.optional(
  described(v.literal(true), 'No entry has the words of the query. These have names like them.'),
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
    featured: flag('Only entries that the operator puts forward, or only the others.'),
    verified: flag('Only entries that the operator has looked at, or only the others.'),
    sortBy: {
      in: 'query',
      description: 'Default: `downloads`.',
      schema: v.picklist(['downloads', 'rating', 'newest', 'name']),
    },
    page: number('From 1, the default.'),
    limit: number('Entries of a page, at most 100. Default 20.'),
    cursor: text(
      'In the place of `page`: empty for the beginning, then the `nextCursor` of the answer before, which may be of a page. Entries that come meanwhile move nothing.',
    ),
  },
  answers: {
    200: v.union([
      succeeded({
        plugins: v.array(catalogueEntry),
        total: described(count, 'Entries on all pages.'),
        page: count,
        limit,
        hasMore: v.boolean(),
        nextCursor: v.optional(described(v.string(), 'To go on by cursors. Not on the last page.')),
        similar,
      }),
      succeeded({ plugins: v.array(catalogueEntry), limit, nextCursor, similar }),
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
          size: described(count, 'Bytes of the bundle.'),
          permissions: v.array(v.string()),
          optionalPermissions: v.array(v.string()),
          hosts: described(v.array(v.string()), 'That its requests may go to.'),
          bundle: v.nullable(bundleRef),
        }),
      ),
    }),
  },
  errors: [400, 404],
} satisfies RouteContract;
