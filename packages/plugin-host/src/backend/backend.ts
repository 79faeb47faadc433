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
  /** Why the record cannot be used: such a plugin is shown and can be removed, and it does not start. */
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
}

export interface MarketplacePage {
  plugins: MarketplaceEntry[];
  total: number;
  page: number;
  limit: number;
  hasMore: boolean;
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
  download(bundle: BundleReference, options?: RequestOptions): Promise<DownloadedBundle>;
  /** Calls back when something may have changed, on another device perhaps, until the signal. Absent: that is seen at the next start. */
  watch?(onChange: () => void, signal: AbortSignal): void;
}
