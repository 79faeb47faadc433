import { parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { HttpError, pluginNotFound } from '../http-error.ts';
import type { Json } from '../json-safety.ts';
import { type Actor, auditCounted } from './audit.ts';
import { parsedJson, parsedObject } from './row.ts';
import type { SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';

export interface NetworkStore {
  /**
   * The hosts a plugin may reach for a user: those its manifest declares, if the user granted `network`.
   *
   * @throws HttpError 403 `PERMISSION_DENIED`, 404
   */
  permit(actor: Actor, pluginId: string): Promise<readonly string[]>;
  /** Counts a request in the audit, under what it is for: an origin, or that it was denied. */
  record(actor: Actor, pluginId: string, what: string): Promise<void>;
}

// The manifest is that of the catalogue for the very code that runs, not what an install of before may have sent.
const INSTALL: Statement = {
  name: 'plugin_network_install',
  text: `SELECT up.state, array_to_json(up.granted_permissions)::text AS granted, v.manifest::text AS manifest, v.status
         FROM user_plugins up
         LEFT JOIN plugin_versions v
           ON v.plugin_id = up.plugin_id AND v.version = up.version AND v.bundle_sha256 = up.bundle_sha256
         WHERE up.user_id = $1 AND up.tenant_id = $2 AND up.plugin_id = $3`,
};

export function createNetworkStore(db: SqlDatabase): NetworkStore {
  return {
    permit: (actor, pluginId) =>
      forUser(actor.userId, async () => {
        const [row] = await db.read(INSTALL, [actor.userId, actor.tenantId, pluginId]);
        if (!row) throw pluginNotFound();
        if (row.manifest === null) throw denied(`${pluginId} is not a plugin of the marketplace`);
        if (row.state === 'disabled' || row.status === 'blocked') throw denied(`${pluginId} is disabled`);
        const granted = row.granted === null ? [] : texts(parsedJson(row, 'granted'));
        if (!covers(granted, 'network')) throw denied(`The user has not allowed ${pluginId} "network"`);
        const manifest = parseManifest(parsedObject(row, 'manifest'));
        return manifest.ok ? (manifest.manifest.network?.hosts ?? []) : [];
      }),

    record: (actor, pluginId, what) =>
      forUser(actor.userId, () =>
        db.transaction(async (tx) => {
          const install = await tx.query(
            'SELECT 1 FROM user_plugins WHERE user_id = $1 AND tenant_id = $2 AND plugin_id = $3 FOR UPDATE',
            [actor.userId, actor.tenantId, pluginId],
          );
          if (install.length === 0) throw pluginNotFound();
          await auditCounted(tx, actor, 'network', pluginId, what);
        }),
      ),
  };
}

function texts(value: Json): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function denied(message: string): HttpError {
  return new HttpError(403, 'PERMISSION_DENIED', message);
}
