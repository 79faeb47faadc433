import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import { manifestSchema } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import type { InstalledPlugin } from './backend.ts';
import { damagedInstall } from './damaged-install.ts';
import { localBundle } from './local-catalogue.ts';

const settings = v.record(v.string(), v.unknown());

const install = v.object({
  manifest: manifestSchema,
  state: v.picklist(['active', 'inactive']),
  settings,
  grantedPermissions: v.nullable(v.array(v.string())),
  /** With its address: the catalogue may have a newer version only, and this one still runs. */
  bundle: v.nullable(localBundle),
  installedAt: v.string(),
  updatedAt: v.string(),
  /** Counts up with every install: several of them can have the same time. */
  order: v.number(),
});

/** One install as this browser keeps it. */
export type LocalInstall = v.InferOutput<typeof install>;

export type LocalInstallResult =
  | { ok: true; install: LocalInstall }
  | { ok: false; damaged: InstalledPlugin };

/** Reads what is kept for a plugin, which other code of the app's origin can have overwritten. */
export function parseLocalInstall(pluginId: string, stored: unknown): LocalInstallResult {
  const result = v.safeParse(install, stored);
  if (result.success && result.output.manifest.id === pluginId) return { ok: true, install: result.output };
  const wrong = result.success ? 'manifest.id is that of another plugin' : toIssues(result.issues)[0].message;
  return { ok: false, damaged: damaged(pluginId, stored, wrong) };
}

/** The settings of a record that is damaged elsewhere. */
export function salvageSettings(stored: unknown): Record<string, unknown> {
  const result = v.safeParse(v.object({ settings }), stored);
  return result.success ? result.output.settings : {};
}

/** What the host sees of an install. */
export function toInstalledPlugin({ order: _, bundle, ...install }: LocalInstall): InstalledPlugin {
  const { id } = install.manifest;
  if (!bundle) return { ...install, id, pluginId: id, bundle };
  const { url: __, ...reference } = bundle;
  return { ...install, id, pluginId: id, bundle: reference };
}

function damaged(pluginId: string, stored: unknown, wrong: string): InstalledPlugin {
  // Whose it is, the database knows, whatever is in the record.
  const known = { ...(typeof stored === 'object' ? stored : {}), pluginId };
  return damagedInstall(known, wrong) as InstalledPlugin;
}
