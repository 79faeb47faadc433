import * as contract from '../contract/installs.ts';
import { header } from '../request.ts';
import { isMatched, json, jsonText, notModified } from '../response.ts';
import { type UserContext, type UserRoute, userRoute } from '../route.ts';
import type { Actor } from '../stores/audit.ts';
import type { InstallState, InstallsStore } from '../stores/installs-store.ts';
import { withIdempotencyKey } from './idempotency-key.ts';
import { askedByStored, parseGrant, parseInstall, parseUpdate } from './parse-install.ts';
import { pluginIdOf } from './plugin-id.ts';

/** Installing, listing, updating, allowing, switching on and off, removing. */
export function installRoutes(installs: InstallsStore): UserRoute[] {
  const setState = (state: InstallState) => async (context: UserContext) => {
    await installs.setState(context.actor, pluginIdOf(context), state);
    return json(200, { success: true, state });
  };
  const plugin = (status: number, item: string) => jsonText(status, `{"success":true,"plugin":${item}}`);

  return [
    userRoute(contract.listInstalls, async ({ actor, request }) => {
      const known = header(request, 'if-none-match');
      if (known !== undefined) {
        const etag = await installs.listEtag(actor);
        if (isMatched(etag, known)) return notModified(etag);
      }
      const { items, etag } = await installs.list(actor);
      return jsonText(200, `{"success":true,"plugins":[${items}]}`, { etag });
    }),

    userRoute(contract.installPlugin, async ({ actor, request, body }) => {
      const install = parseInstall(body.manifest, body.permissions);
      return plugin(201, await installs.add(withIdempotencyKey(actor, request, ['install', body]), install));
    }),

    userRoute(contract.activatePlugin, setState('active')),
    userRoute(contract.deactivatePlugin, setState('inactive')),

    userRoute(contract.updatePlugin, async (context) => {
      const { actor, request, body } = context;
      const id = pluginIdOf(context);
      const update = parseUpdate(id, body.manifest, body.permissions);
      const by: Actor = withIdempotencyKey(actor, request, ['update', id, body]);
      return plugin(200, await installs.update(by, update));
    }),

    userRoute(contract.setPermissions, async (context) => {
      const permissions = await installs.setPermissions(context.actor, pluginIdOf(context), (manifest) =>
        parseGrant(context.body.permissions, askedByStored(manifest)),
      );
      return json(200, { success: true, permissions });
    }),

    userRoute(contract.uninstallPlugin, async (context) => {
      await installs.remove(context.actor, pluginIdOf(context));
      return json(200, { success: true });
    }),
  ];
}
