import { readJsonBody } from '../body.ts';
import { badField, tooLarge } from '../http-error.ts';
import { isJsonObject } from '../json-safety.ts';
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
        return json(200, { success: true, settings: await installs.mergeSettings(context.actor, id, patch) });
      },
    },
  ];
}
