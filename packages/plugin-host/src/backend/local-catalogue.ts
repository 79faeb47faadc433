import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import { manifestSchema, type PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import type { BundleReference, MarketplaceDetail, MarketplaceEntry } from './backend.ts';
import { bundleAddress } from './local-download.ts';

/** A bundle and where it lies. */
export interface LocalBundle extends BundleReference {
  /** On the app's own origin, or `https:`. */
  url: string;
}

/**
 * One version of a plugin that an app without a server offers.
 *
 * @example
 * const entry: LocalCatalogueEntry = {
 *   manifest: { id: 'color-palette', name: 'Colour palette', version: '1.0.0', main: 'index.js' },
 *   bundle: { url: '/plugins/color-palette-1.0.0.js', sha256, integrity, size },
 *   featured: true,
 * };
 */
export interface LocalCatalogueEntry {
  manifest: PluginManifestInput;
  bundle: LocalBundle;
  featured?: boolean;
  verified?: boolean;
  /** Default: those of the manifest. */
  categories?: readonly string[];
  screenshots?: readonly string[];
  changelog?: string;
  /** Markdown. */
  readme?: string;
  downloads?: number;
  /** 0 to 5. */
  rating?: number;
  ratingCount?: number;
  /** ISO 8601. */
  publishedAt?: string;
  /** ISO 8601. Default: `publishedAt`. */
  updatedAt?: string;
}

/** A list, or what loads one: it is asked for every search, install and update, so it keeps what is dear to load. */
export type LocalCatalogueSource =
  | readonly LocalCatalogueEntry[]
  | (() => Promise<readonly LocalCatalogueEntry[]>);

/** A catalogue whose entries have been checked. */
export interface LocalCatalogue {
  /** One entry per plugin; of several versions the one that stands first in the list. */
  readonly plugins: readonly MarketplaceEntry[];
  /** One plugin in full, or `undefined`. */
  detailOf(pluginId: string): MarketplaceDetail | undefined;
  /** The bundle of a version, or `undefined`. */
  bundleOf(pluginId: string, version: string): LocalBundle | undefined;
  /** Where the bytes with this hash lie now. */
  urlOf(sha256: string): string | undefined;
  /** Whether there is any version of it. */
  has(pluginId: string): boolean;
}

const isoDate = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'must be a date'),
  v.transform((text) => new Date(text).toISOString()),
);

export const localBundle = v.object({
  url: v.pipe(
    v.string(),
    v.check((url) => bundleAddress(url) !== undefined, 'must be https or on the origin of the app'),
  ),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in lower case')),
  integrity: v.pipe(v.string(), v.regex(/^sha384-[A-Za-z0-9+/]{64}$/, 'must be sha384- and base64')),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const count = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0);
const words = v.optional(v.array(v.string()));

const catalogueEntry = v.object({
  manifest: manifestSchema,
  bundle: localBundle,
  featured: v.optional(v.boolean(), false),
  verified: v.optional(v.boolean(), false),
  categories: words,
  screenshots: words,
  changelog: v.optional(v.string()),
  readme: v.optional(v.string()),
  downloads: count,
  rating: count,
  ratingCount: count,
  publishedAt: v.optional(isoDate, new Date(0).toISOString()),
  updatedAt: v.optional(isoDate),
});

type CheckedEntry = v.InferOutput<typeof catalogueEntry>;

/**
 * Reads a catalogue. An entry that does not fit is left out with a warning; the others are there.
 *
 * @throws PluginError `INVALID_ARGUMENT` for what is no list
 */
export function parseLocalCatalogue(entries: unknown): LocalCatalogue {
  if (!Array.isArray(entries))
    throw new PluginError('INVALID_ARGUMENT', 'The catalogue of plugins must be a list of entries');
  const plugins = new Map<string, MarketplaceEntry>();
  const bundles = new Map<string, LocalBundle>();
  const versions = new Map<string, CheckedEntry[]>();
  for (const [index, given] of entries.entries()) {
    const result = v.safeParse(catalogueEntry, given);
    if (!result.success) {
      const [{ message }] = toIssues(result.issues);
      console.warn(`Entry ${index} of the catalogue was left out: ${message}`);
      continue;
    }
    const { manifest, bundle } = result.output;
    const version = versionKey(manifest.id, manifest.version);
    if (bundles.has(version)) {
      console.warn(`Entry ${index} of the catalogue was left out: there is another one of ${version}`);
      continue;
    }
    bundles.set(version, bundle);
    versions.set(manifest.id, [...(versions.get(manifest.id) ?? []), result.output]);
    if (!plugins.has(manifest.id)) plugins.set(manifest.id, toMarketplaceEntry(result.output));
  }
  return {
    plugins: [...plugins.values()],
    detailOf: (pluginId) => toDetail(versions.get(pluginId) ?? []),
    bundleOf: (pluginId, version) => bundles.get(versionKey(pluginId, version)),
    urlOf: (sha256) => [...bundles.values()].find((bundle) => bundle.sha256 === sha256)?.url,
    has: (pluginId) => plugins.has(pluginId),
  };
}

const versionKey = (pluginId: string, version: string): string => `${pluginId}@${version}`;

function toMarketplaceEntry(entry: CheckedEntry): MarketplaceEntry {
  const { bundle: _, readme: __, manifest, changelog, updatedAt, ...listing } = entry;
  return {
    ...listing,
    id: manifest.id,
    manifest,
    categories: entry.categories ?? manifest.categories ?? [],
    screenshots: entry.screenshots ?? [],
    ...(changelog === undefined ? {} : { changelog }),
    updatedAt: updatedAt ?? entry.publishedAt,
  };
}

/** The versions as they stand in the list: the first is the one that is offered. */
function toDetail(entries: readonly CheckedEntry[]): MarketplaceDetail | undefined {
  const [first] = entries;
  if (!first) return undefined;
  const { sha256, integrity, size } = first.bundle;
  return {
    ...toMarketplaceEntry(first),
    bundle: { sha256, integrity, size },
    readme: first.readme ?? null,
    publisher: first.manifest.publisher ?? null,
    versionCount: entries.length,
    versions: entries.map(({ manifest, publishedAt }) => ({
      version: manifest.version,
      status: 'published',
      publishedAt,
    })),
    ownRating: null,
  };
}
