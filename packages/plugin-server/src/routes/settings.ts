import { parseSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import {
  createSettingsValidator,
  toSettingsIssues,
} from '@fluxstudio/plugin-protocol/settings/validate-settings';
import { readJsonBody } from '../body.ts';
import { badField, badRequest, tooLarge } from '../http-error.ts';
import { isJsonObject, type JsonObject } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { json } from '../response.ts';
import type { UserRoute } from '../router.ts';
import type { InstallsStore } from '../stores/installs-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** What the user has set for a plugin. */
export function settingsRoutes(installs: InstallsStore): UserRoute[] {
  return [
    {
      method: 'GET',
      path: '/:id/settings',
      access: 'user',
      async handle(context) {
        const settings = await installs.settings(context.actor.userId, pluginIdOf(context));
        return json(200, { success: true, settings });
      },
    },
    {
      method: 'PUT',
      path: '/:id/settings',
      access: 'user',
      async handle(context) {
        const id = pluginIdOf(context);
        const body = await readJsonBody(context.request);
        const patch = isJsonObject(body) ? body.settings : undefined;
        if (!isJsonObject(patch))
          throw badField('INVALID_SETTINGS', 'settings', 'must be an object of settings and values');
        // Not worth a round trip: it cannot fit.
        if (Buffer.byteLength(JSON.stringify(patch)) > LIMITS.settingsBytes)
          throw tooLarge('The settings', LIMITS.settingsBytes);
        let unknown: string[] = [];
        const settings = await installs.mergeSettings(context.actor, id, patch, async (manifest) => {
          unknown = await requireValid(manifest, patch);
        });
        return json(200, { success: true, settings, ...(unknown.length > 0 ? { unknown } : {}) });
      },
    },
  ];
}

/**
 * Checks a patch against the settings an install declares. One of before the platform may declare what is no schema today: its
 * settings are stored as they come.
 *
 * @returns the names it does not declare: they are stored too, for another version perhaps
 * @throws HttpError 400, naming each value that is wrong
 */
async function requireValid(manifest: JsonObject, patch: JsonObject): Promise<string[]> {
  const validator = await createSettingsValidator(parseSettingsSchema(manifest.settings));
  const { issues, unknown } = validator.checkAll(patch);
  if (issues.length > 0) throw badRequest('INVALID_SETTINGS', toSettingsIssues(issues));
  return unknown;
}
