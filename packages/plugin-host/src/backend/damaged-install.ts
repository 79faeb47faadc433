import * as v from 'valibot';
import type { InstalledPlugin } from './backend.ts';

const row = v.object({ pluginId: v.pipe(v.string(), v.minLength(1)) });
const dates = v.object({ installedAt: v.string(), updatedAt: v.string() });

/**
 * A record that does not fit, as an install that can be seen and removed, or `undefined` where it does not even say whose it is.
 *
 * @param wrong what is wrong with it
 */
export function damagedInstall(record: unknown, wrong: string): InstalledPlugin | undefined {
  if (!v.is(row, record)) return undefined;
  const { pluginId: id } = record;
  const { installedAt, updatedAt } = v.is(dates, record) ? record : { installedAt: '', updatedAt: '' };
  return {
    id,
    pluginId: id,
    manifest: { id, name: id, version: '0.0.0', main: '', permissions: [], optionalPermissions: [] },
    state: 'error',
    fault: { code: 'INVALID_MANIFEST', message: `The record of this plugin is damaged: ${wrong}` },
    settings: {},
    grantedPermissions: null,
    bundle: null,
    installedAt,
    updatedAt,
  };
}
