import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { Compatibility } from './compatibility.ts';

/**
 * A manifest with everything in it that this app knows; whether its versions fit is still to be seen.
 *
 * @throws PluginError `INVALID_MANIFEST`, with every fault in `data.issues`; `INCOMPATIBLE`
 */
export function checkManifest(
  manifest: PluginManifest,
  compatibility: Compatibility | undefined,
): PluginManifest {
  const parsed = parseManifest(manifest);
  if (!parsed.ok) {
    throw new PluginError('INVALID_MANIFEST', parsed.issues.map(({ message }) => message).join('; '), {
      data: { issues: parsed.issues },
    });
  }
  compatibility?.requirePermissions(parsed.manifest);
  return parsed.manifest;
}
