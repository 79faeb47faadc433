import { satisfies } from '@fluxstudio/plugin-protocol/manifest/satisfies';
import type { AvailableUpdate, InstalledPlugin } from './backend.ts';
import type { LocalCatalogue } from './local-catalogue.ts';

/** The installed plugins of which the catalogue offers a higher version; a prerelease only where the install is one. */
export async function localUpdates(
  catalogue: LocalCatalogue,
  installed: readonly InstalledPlugin[],
): Promise<AvailableUpdate[]> {
  const updates: AvailableUpdate[] = [];
  for (const { pluginId, manifest, fault } of installed) {
    const detail = fault ? undefined : catalogue.detailOf(pluginId);
    if (!detail?.bundle) continue;
    const from = manifest.version;
    const to = detail.manifest.version;
    if (isPrerelease(to) && !isPrerelease(from)) continue;
    if (!(await satisfies(to, `>${from}`))) continue;
    const { bundle, changelog = null } = detail;
    updates.push(structuredClone({ pluginId, from, to, manifest: detail.manifest, bundle, changelog }));
  }
  return updates;
}

/** Build metadata may have a hyphen, too. */
const isPrerelease = (version: string): boolean => version.split('+')[0]?.includes('-') ?? false;
