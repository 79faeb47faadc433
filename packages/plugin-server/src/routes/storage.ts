import { readJsonBody } from '../body.ts';
import { badField } from '../http-error.ts';
import { isJsonObject, isStorableText } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { location } from '../request.ts';
import { json } from '../response.ts';
import type { RouteContext, UserRoute } from '../router.ts';
import type { StorageStore } from '../stores/storage-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** What a plugin stores for all devices of a user: `context.storage.sync`. */
export function storageRoutes(storage: StorageStore): UserRoute[] {
  return [
    {
      method: 'GET',
      path: '/:id/storage',
      access: 'user',
      async handle(context) {
        const { keys, used } = await storage.keys(context.actor.userId, pluginIdOf(context));
        return json(200, { success: true, keys, used, quota: LIMITS.storageBytes });
      },
    },
    {
      method: 'DELETE',
      path: '/:id/storage',
      access: 'user',
      async handle(context) {
        requireNoEmptyKey(context);
        await storage.clear(context.actor, pluginIdOf(context));
        return json(200, { success: true });
      },
    },
    {
      method: 'GET',
      path: '/:id/storage/:key',
      access: 'user',
      async handle(context) {
        const value = await storage.get(context.actor.userId, pluginIdOf(context), keyOf(context));
        return json(200, { success: true, value });
      },
    },
    {
      method: 'PUT',
      path: '/:id/storage/:key',
      access: 'user',
      async handle(context) {
        const id = pluginIdOf(context);
        const key = keyOf(context);
        const body = await readJsonBody(context.request);
        const value = isJsonObject(body) ? body.value : undefined;
        if (value === undefined)
          throw badField('INVALID_ARGUMENT', 'value', 'must be a value of JSON: give null for none');
        await storage.set(context.actor, id, key, value);
        return json(200, { success: true });
      },
    },
    {
      method: 'DELETE',
      path: '/:id/storage/:key',
      access: 'user',
      async handle(context) {
        await storage.remove(context.actor, pluginIdOf(context), keyOf(context));
        return json(200, { success: true });
      },
    },
  ];
}

/**
 * The key a path names. What a proxy could read as a path of its own is none.
 *
 * @throws HttpError 400
 */
function keyOf(context: RouteContext): string {
  const key = context.param('key');
  const isKey = key.length <= LIMITS.storageKeyLength && !/[/\\\p{Cc}]/u.test(key) && !/^\.*$/.test(key);
  if (!isKey || !isStorableText(key)) throw badField('INVALID_ARGUMENT', 'key', 'is not the key of a value');
  return key;
}

/** A slash at the end is nothing to the router; here it is what is left of removing the empty key, which must not remove all. */
function requireNoEmptyKey({ request }: RouteContext): void {
  if (location(request).path.endsWith('/')) throw badField('INVALID_ARGUMENT', 'key', 'must not be empty');
}
