import { readJsonBody } from '../body.ts';
import { HttpError } from '../http-error.ts';
import { isJsonObject } from '../json-safety.ts';
import { json } from '../response.ts';
import type { UserContext, UserRoute } from '../router.ts';
import type { InstallState, InstallsStore } from '../stores/installs-store.ts';
import { askedByStored, parseGrant, parseInstall, parseUpdate } from './parse-install.ts';
import { pluginIdOf } from './plugin-id.ts';

/** Installing, listing, updating, allowing, switching on and off, removing. */
export function installRoutes(installs: InstallsStore): UserRoute[] {
  const setState = (state: InstallState) => async (context: UserContext) => {
    await installs.setState(context.actor, pluginIdOf(context), state);
    return json(200, { success: true, state });
  };

  return [
    {
      method: 'GET',
      path: '/',
      access: 'user',
      handle: async ({ actor }) => json(200, { success: true, plugins: await installs.list(actor.userId) }),
    },
    {
      method: 'POST',
      path: '/install',
      access: 'user',
      async handle({ actor, request }) {
        const plugin = await installs.add(actor, parseInstall(await readJsonBody(request)));
        if (!plugin) throw new HttpError(409, 'ALREADY_EXISTS', 'Plugin already installed');
        return json(201, { success: true, plugin });
      },
    },
    { method: 'POST', path: '/:id/activate', access: 'user', handle: setState('active') },
    { method: 'POST', path: '/:id/deactivate', access: 'user', handle: setState('inactive') },
    {
      method: 'POST',
      path: '/:id/update',
      access: 'user',
      async handle(context) {
        const update = parseUpdate(pluginIdOf(context), await readJsonBody(context.request));
        return json(200, { success: true, plugin: await installs.update(context.actor, update) });
      },
    },
    {
      method: 'PUT',
      path: '/:id/permissions',
      access: 'user',
      async handle(context) {
        const id = pluginIdOf(context);
        const body = await readJsonBody(context.request);
        const granted = isJsonObject(body) ? body.permissions : undefined;
        const permissions = await installs.setPermissions(context.actor, id, (manifest) =>
          parseGrant(granted, askedByStored(manifest)),
        );
        return json(200, { success: true, permissions });
      },
    },
    {
      method: 'DELETE',
      path: '/:id',
      access: 'user',
      async handle(context) {
        await installs.remove(context.actor, pluginIdOf(context));
        return json(200, { success: true });
      },
    },
  ];
}
