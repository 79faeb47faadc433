import type { PluginManifest, PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { testManifest } from './support/test-manifest.ts';

export interface PublishedPlugin {
  manifest: Omit<PluginManifestInput, 'id' | 'version' | 'main'>;
  /** Code by version; the last one is the newest. */
  versions: Record<string, string>;
  listing?: { featured?: boolean; verified?: boolean; screenshots?: string[]; changelog?: string };
}

/** The plugins whose order counts, the oldest first; each came after the one before it. */
export const LATEST = {
  alpha: {
    manifest: {
      name: 'Alpha 100%',
      description: 'Makes harmonies',
      categories: ['design'],
      permissions: ['storage', 'notifications'],
    },
    versions: { '1.0.0': 'export const activate = () => 1;', '2.0.0': 'export const activate = () => "ü2";' },
  },
  beta: {
    manifest: { name: 'beta snake_case', keywords: ['colour', 'HARMONIES'], categories: ['export'] },
    versions: { '1.0.0': 'export const activate = () => "beta";' },
    listing: { featured: true, verified: true, screenshots: ['/beta.png'], changelog: 'First' },
  },
  gamma: {
    manifest: { name: 'Gam\\ma', categories: ['design', 'draft'] },
    versions: { '1.0.0': 'export const activate = () => "gamma";' },
    listing: { featured: true },
  },
} satisfies Record<string, PublishedPlugin>;

/** Enough for three pages. */
export const FILLERS: readonly string[] = Array.from(
  { length: 25 },
  (_, index) => `filler-${String(index + 1).padStart(2, '0')}`,
);

/** All that is published: groups of what came at the same time, the oldest first. */
export const PUBLISHED: readonly (readonly (readonly [string, PublishedPlugin])[])[] = [
  FILLERS.map((id) => [id, { manifest: { name: id }, versions: { '1.0.0': `export default '${id}';` } }]),
  ...Object.entries<PublishedPlugin>(LATEST).map((plugin) => [plugin]),
];

/** The manifest of a published plugin. */
export function manifestOf(id: string, version: string): PluginManifest {
  const plugin = new Map(PUBLISHED.flat()).get(id);
  return testManifest(id, { ...plugin?.manifest, version });
}
