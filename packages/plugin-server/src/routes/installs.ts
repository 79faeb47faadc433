import { type Issue, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers, isPermission } from '@fluxstudio/plugin-protocol/permissions';
import { readJsonBody } from '../body.ts';
import { badField, badRequest, HttpError } from '../http-error.ts';
import { isJsonObject, type Json } from '../json-safety.ts';
import { json } from '../response.ts';
import type { UserContext, UserRoute } from '../router.ts';
import type { InstallState, InstallsStore, NewInstall } from '../stores/installs-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** Installing, listing, switching on and off, removing. */
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

function parseInstall(body: Json | undefined): NewInstall {
  if (!isJsonObject(body))
    throw badField('INVALID_ARGUMENT', 'manifest', 'is required: send {"manifest": {…}} as JSON');
  const { manifest: source, permissions } = body;
  if (!isJsonObject(source)) {
    throw badField(
      'INVALID_MANIFEST',
      'manifest',
      'is required and must be an object, the content of plugin.json',
    );
  }
  const parsed = parseManifest(source);
  if (!parsed.ok) throw badRequest('INVALID_MANIFEST', parsed.issues);
  const { id, version, permissions: required, optionalPermissions } = parsed.manifest;
  return {
    pluginId: id,
    version,
    // As sent, so that unknown keys stay and nothing is added.
    manifest: source,
    grantedPermissions: parseGrant(permissions, [...required, ...optionalPermissions]),
  };
}

/** What the user agreed to: never more than the manifest asks for. `null` when the user has not been asked. */
function parseGrant(granted: Json | undefined, asked: readonly string[]): string[] | null {
  if (granted === undefined || granted === null) return null;
  if (!Array.isArray(granted))
    throw badField('INVALID_ARGUMENT', 'permissions', 'must be a list of permissions');
  const issues: Issue[] = [];
  const names = new Set<string>();
  for (const [index, name] of granted.entries()) {
    const field = `permissions[${index}]`;
    if (!isPermission(name)) {
      issues.push({ field, message: `${field} must be the name of a permission`, code: 'invalid' });
    } else if (!covers(asked, name)) {
      issues.push({
        field,
        message: `${field} "${name}" is not asked for by the manifest`,
        code: 'not_requested',
      });
    } else {
      names.add(name);
    }
  }
  if (issues.length > 0) throw badRequest('INVALID_ARGUMENT', issues);
  return [...names];
}
