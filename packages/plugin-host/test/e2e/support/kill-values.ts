import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { testManifest } from '../../support/test-manifest.ts';

/** What is written, old and new: shared by the page and the test that looks at it. */
export const MANIFESTS: Record<1 | 2, PluginManifest> = {
  1: testManifest('alpha', { version: '1.0.0', permissions: ['storage'] }),
  2: testManifest('alpha', { version: '2.0.0', permissions: ['storage', 'notifications'] }),
};

const bundleOf = (version: 1 | 2) => ({
  url: `/alpha-${version}.js`,
  sha256: String(version).repeat(64),
  integrity: `sha384-${String(version).repeat(64)}`,
  size: version,
});
/** For the local back end, which believes its catalogue. */
export const BUNDLES = { 1: bundleOf(1), 2: bundleOf(2) };

/** For the server, which hashes them. */
export const CODE = { 1: 'export const activate = () => 1;', 2: 'export const activate = () => 2;' };

export const SETTINGS = { size: 1, colour: 'red', kept: true };
export const PATCH = { size: 2, colour: 'blue', list: Array(1000).fill('long') };

/** Three values of a plugin, each large enough to be written in parts if anything were. */
export function stored(version: 1 | 2): Record<string, unknown> {
  const keys = ['a', 'b', 'c'];
  return Object.fromEntries(keys.map((key) => [key, { version, text: `${key}${version}`.repeat(100_000) }]));
}
