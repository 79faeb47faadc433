import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { PluginRequest } from '../services.ts';

/** The bundle of an installed or listed plugin: which bytes, and what they must hash to. */
export interface BundleReference {
  /** Content address, lower-case hex. */
  sha256: string;
  /** Subresource-integrity string `sha384-<base64>`; the host refuses bytes that do not match. */
  integrity: string;
  /** Bytes. */
  size: number;
}

/** One install, as the back end stores it. Dates are ISO 8601. */
export interface InstalledPlugin {
  id: string;
  pluginId: string;
  manifest: PluginManifest;
  state: 'active' | 'inactive' | 'disabled' | 'error';
  /**
   * Why the record cannot be used, or why the plugin is `disabled`: such a plugin is shown and can be removed, and it does not start.
   * `VERSION_WITHDRAWN` for a version that was taken back.
   */
  fault?: { code: string; message: string };
  /** What the user changed; the manifest's defaults are not in it. */
  settings: Record<string, unknown>;
  /** What the user granted; `null` for an install made before grants were recorded. */
  grantedPermissions: string[] | null;
  /** `null` when the back end knows no bundle for this id and version. */
  bundle: BundleReference | null;
  installedAt: string;
  updatedAt: string;
}

/** One plugin of the marketplace. */
export interface MarketplaceEntry {
  id: string;
  manifest: PluginManifest;
  downloads: number;
  rating: number;
  ratingCount: number;
  featured: boolean;
  verified: boolean;
  categories: string[];
  screenshots: string[];
  changelog?: string;
  publishedAt: string;
  updatedAt: string;
}

export interface MarketplaceQuery {
  query?: string;
  category?: string;
  featured?: boolean;
  verified?: boolean;
  sortBy?: 'downloads' | 'rating' | 'newest' | 'name';
  /** From 1. */
  page?: number;
  limit?: number;
  /** The `nextCursor` of the page before: what came or went meanwhile then moves nothing. A back end without cursors goes by `page`. */
  cursor?: string;
}

export interface MarketplacePage {
  plugins: MarketplaceEntry[];
  /** On all pages. May be left out of one that was asked for by `cursor`. */
  total?: number;
  page: number;
  limit: number;
  hasMore: boolean;
  /** For the next page, where the back end has cursors. `null` on the last one. */
  nextCursor?: string | null;
  /** No entry has the words of the query: these have names like them. */
  similar?: boolean;
}

/** One version of a listed plugin. */
export interface MarketplaceVersion {
  version: string;
  /** `yanked`: no new installs. `blocked`: does not run any more. */
  status: 'published' | 'yanked' | 'blocked';
  /** ISO 8601. */
  publishedAt: string;
}

/** One plugin of the marketplace in full. */
export interface MarketplaceDetail extends MarketplaceEntry {
  bundle: BundleReference | null;
  /** Markdown, as its author wrote it. */
  readme: string | null;
  publisher: string | null;
  /** How many versions there are, of which `versions` may have the highest only. */
  versionCount: number;
  /** The highest first. */
  versions: MarketplaceVersion[];
  /** What this user rated it with, 1 to 5. */
  ownRating: number | null;
}

/** How a plugin is rated after the user has rated it, or taken that back. */
export interface PluginRating {
  ownRating: number | null;
  /** Mean of all ratings; 0 without any. */
  rating: number;
  ratingCount: number;
}

/** A higher version of an installed plugin. */
export interface AvailableUpdate {
  pluginId: string;
  /** The version that is installed. */
  from: string;
  to: string;
  /** Of the new version. */
  manifest: PluginManifest;
  bundle: BundleReference;
  /** Markdown. */
  changelog: string | null;
}

export interface RequestOptions {
  signal?: AbortSignal;
}

/** What was downloaded for a bundle, before anything is believed about it. */
export interface DownloadedBundle {
  bytes: Uint8Array<ArrayBuffer>;
  /** The response's `Content-Type`, or an empty string. */
  contentType: string;
}

/** What a plugin stores to find it on the user's other devices: JSON values by key, within a quota. */
export interface SyncStorageBackend {
  /** `undefined` for a key that is not there. */
  get(pluginId: string, key: string): Promise<unknown>;
  /** Rejects with `QUOTA_EXCEEDED` when there is no room for the value. */
  set(pluginId: string, key: string, value: unknown): Promise<void>;
  delete(pluginId: string, key: string): Promise<void>;
  keys(pluginId: string): Promise<string[]>;
  clear(pluginId: string): Promise<void>;
}

/**
 * Where installs, settings and the marketplace live. `createHttpBackend` talks to `@fluxstudio/plugin-server`; an app
 * may bring its own. Every method rejects with a `PluginError`.
 */
export interface PluginBackend {
  list(options?: RequestOptions): Promise<InstalledPlugin[]>;
  /** `null` for permissions the user was never asked for: they are, when the plugin is first started. */
  install(manifest: PluginManifest, permissions: readonly string[] | null): Promise<InstalledPlugin>;
  uninstall(pluginId: string): Promise<void>;
  /** Records whether the user wants the plugin to run. */
  setActive(pluginId: string, active: boolean): Promise<void>;
  /** Merges `settings` shallowly and resolves with all that is stored. */
  updateSettings(pluginId: string, settings: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Stores what the user allows, in place of what was stored. */
  setPermissions(pluginId: string, permissions: readonly string[]): Promise<void>;
  /** Puts another version in the place of an install, with what the user allows it. */
  update(manifest: PluginManifest, permissions: readonly string[]): Promise<InstalledPlugin>;
  /** Sends a plugin's HTTP request. Absent: plugins have no network through this back end. */
  fetch?(pluginId: string, request: PluginRequest, signal: AbortSignal): Promise<Response>;
  /** Absent: `storage.sync` of plugins answers `NOT_SUPPORTED`. Removed with the install. */
  readonly syncStorage?: SyncStorageBackend;
  searchMarketplace(query: MarketplaceQuery, options?: RequestOptions): Promise<MarketplacePage>;
  /** Rejects with `NOT_FOUND`. Absent: the marketplace has no page for each plugin, and what a plugin depends on is not offered with it. */
  getMarketplacePlugin?(pluginId: string, options?: RequestOptions): Promise<MarketplaceDetail>;
  /** All versions, the highest first. Absent: those of {@link MarketplaceDetail.versions} are all that is shown. */
  listMarketplaceVersions?(pluginId: string, options?: RequestOptions): Promise<MarketplaceVersion[]>;
  /** Rates an installed plugin with 1 to 5, or takes that back with `null`. Absent: ratings are shown only. */
  ratePlugin?(pluginId: string, rating: number | null): Promise<PluginRating>;
  /** Of which installed plugins there is a higher version. Absent: updates are not shown. */
  listUpdates?(options?: RequestOptions): Promise<AvailableUpdate[]>;
  download(bundle: BundleReference, options?: RequestOptions): Promise<DownloadedBundle>;
  /** Calls back when something may have changed, on another device perhaps, until the signal. Absent: that is seen at the next start. */
  watch?(onChange: () => void, signal: AbortSignal): void;
}
