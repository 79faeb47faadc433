import { syncKey } from '@fluxstudio/plugin-protocol/api/sync-key';
import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import type { SyncStorageBackend } from './backend.ts';

const keysAnswer = v.object({ keys: v.array(v.string()) });
const valueAnswer = v.object({ value: v.unknown() });

/** How a back end over HTTP asks its server: rejects with a `PluginError` for error statuses. */
export interface HttpClient {
  send(path: string, init: RequestInit): Promise<unknown>;
  json<S extends v.GenericSchema>(schema: S, path: string): Promise<v.InferOutput<S>>;
}

/** `context.storage.sync` over the routes below `/:id/storage`. */
export function httpSyncStorage({ send, json }: HttpClient): SyncStorageBackend {
  const all = (pluginId: string) => `/${encodeURIComponent(pluginId)}/storage`;
  const one = (pluginId: string, key: string) => `${all(pluginId)}/${encodeURIComponent(parseKey(key))}`;

  return {
    async get(pluginId, key) {
      try {
        return (await json(valueAnswer, one(pluginId, key))).value;
      } catch (error) {
        if (isMissingKey(error)) return undefined;
        throw error;
      }
    },
    async set(pluginId, key, value) {
      const body = JSON.stringify({ value });
      const request = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body };
      await send(one(pluginId, key), request).catch((error) => {
        throw statusOf(error) === 413 ? noRoom(key, error) : error;
      });
    },
    async delete(pluginId, key) {
      await send(one(pluginId, key), { method: 'DELETE' });
    },
    keys: async (pluginId) => (await json(keysAnswer, all(pluginId))).keys,
    async clear(pluginId) {
      await send(all(pluginId), { method: 'DELETE' });
    },
  };
}

/**
 * Nothing that a URL parser would make another path of: the one of `..` is that of the plugin itself.
 *
 * @throws PluginError `INVALID_ARGUMENT`
 */
function parseKey(key: string): string {
  const result = v.safeParse(syncKey, key, { abortEarly: true });
  if (result.success) return result.output;
  throw new PluginError('INVALID_ARGUMENT', `The key ${JSON.stringify(key)} ${result.issues[0].message}`);
}

const statusOf = (error: unknown): unknown =>
  Object(error instanceof PluginError ? error.data : undefined).status;

/** A value that is larger than any request may be is not even looked at by the server. */
function noRoom(key: string, cause: unknown): unknown {
  if (errorCode(cause) === 'QUOTA_EXCEEDED') return cause;
  return new PluginError('QUOTA_EXCEEDED', `The value of ${key} is too large to be stored`, { cause });
}

/** 404 is also the answer for a plugin that is not installed. */
function isMissingKey(error: unknown): boolean {
  const { code } = Object(error instanceof PluginError ? error.data : undefined) as { code?: unknown };
  return errorCode(error) === 'NOT_FOUND' && code === 'KEY_NOT_FOUND';
}
