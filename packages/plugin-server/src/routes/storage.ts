import * as contract from '../contract/storage.ts';
import { badField } from '../http-error.ts';
import { isStorableText } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { location } from '../request.ts';
import { json } from '../response.ts';
import { type RouteContext, type UserRoute, userRoute } from '../route.ts';
import type { StorageStore } from '../stores/storage-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** What a plugin stores for all devices of a user: `context.storage.sync`. */
export function storageRoutes(storage: StorageStore): UserRoute[] {
  return [
    userRoute(contract.storageKeys, async (context) => {
      const { keys, used } = await storage.keys(context.actor, pluginIdOf(context));
      return json(200, { success: true, keys, used, quota: LIMITS.storageBytes });
    }),
    userRoute(contract.clearStorage, async (context) => {
      requireNoEmptyKey(context);
      await storage.clear(context.actor, pluginIdOf(context));
      return json(200, { success: true });
    }),
    userRoute(contract.getStored, async (context) => {
      const value = await storage.get(context.actor, pluginIdOf(context), keyOf(context));
      return json(200, { success: true, value });
    }),
    userRoute(contract.setStored, async (context) => {
      await storage.set(context.actor, pluginIdOf(context), keyOf(context), context.body.value);
      return json(200, { success: true });
    }),
    userRoute(contract.deleteStored, async (context) => {
      await storage.remove(context.actor, pluginIdOf(context), keyOf(context));
      return json(200, { success: true });
    }),
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
