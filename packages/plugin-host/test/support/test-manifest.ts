import {
  type PluginManifest,
  type PluginManifestInput,
  parseManifest,
} from '@fluxstudio/plugin-protocol/manifest/manifest';

/** A valid manifest with what a test cares about. */
export function testManifest(id: string, manifest: Partial<PluginManifestInput> = {}): PluginManifest {
  const result = parseManifest({ id, name: `Plugin ${id}`, version: '1.0.0', main: 'main.js', ...manifest });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.manifest;
}
