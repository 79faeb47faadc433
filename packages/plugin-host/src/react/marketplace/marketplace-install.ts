import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { satisfies } from '@fluxstudio/plugin-protocol/manifest/satisfies';
import type { MarketplaceDetail, PluginBackend } from '../../backend/backend.ts';
import { originOf, type PluginOrigin } from '../ui/published-by.ts';

/** Something that a plugin depends on, and how it stands with it. */
export interface InstallNeed {
  readonly id: string;
  readonly range: string;
  /**
   * `missing`: it can be installed. `unavailable`: the marketplace does not have it. `unfit`: the marketplace has another version.
   * `wrong`: another version is installed.
   */
  readonly kind: 'missing' | 'unavailable' | 'unfit' | 'wrong';
  /** Of what the marketplace has. */
  readonly manifest?: PluginManifest;
  readonly origin?: PluginOrigin | undefined;
  /** The version that is there, or offered. */
  readonly version?: string;
}

/** More than this many plugins behind one are not looked into. */
const MAX_NEEDS = 50;

export interface InstallNeedsOptions {
  /** The version of an installed plugin. */
  versionOf(pluginId: string): string | undefined;
  find: NonNullable<PluginBackend['getMarketplacePlugin']>;
  signal: AbortSignal;
}

/** What a plugin needs that is not there, in the order in which it has to be installed. Whatever is as it should be is left out. */
export async function findInstallNeeds(
  manifest: PluginManifest,
  { versionOf, find, signal }: InstallNeedsOptions,
): Promise<InstallNeed[]> {
  const needs = new Map<string, InstallNeed>();
  const seen = new Set([manifest.id]);

  async function visit({ dependencies = {} }: PluginManifest): Promise<void> {
    for (const [id, range] of Object.entries(dependencies)) {
      if (seen.has(id) || seen.size > MAX_NEEDS) continue;
      seen.add(id);
      const present = versionOf(id);
      if (present !== undefined) {
        if (!(await satisfies(present, range))) needs.set(id, { id, range, kind: 'wrong', version: present });
        continue;
      }
      const found = await findOrNothing(id);
      if (!found) {
        needs.set(id, { id, range, kind: 'unavailable' });
        continue;
      }
      const { version } = found.manifest;
      const offered = { id, range, manifest: found.manifest, version, origin: originOf(found) };
      if (await satisfies(version, range)) {
        await visit(found.manifest);
        needs.set(id, { ...offered, kind: 'missing' });
      } else {
        needs.set(id, { ...offered, kind: 'unfit' });
      }
    }
  }

  async function findOrNothing(id: string): Promise<MarketplaceDetail | undefined> {
    signal.throwIfAborted();
    try {
      return await find(id, { signal });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  await visit(manifest);
  return [...needs.values()];
}

/** Whether an error only says that the user has stopped it. */
export function isStopped(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || errorCode(error) === 'ABORTED');
}

export const stopped = (): PluginError => new PluginError('ABORTED', 'The install was cancelled');
