import type { PluginBackend, RequestOptions, SyncStorageBackend } from './backend.ts';
import { decodeRefusal, decodeResponse, encodeRequest } from './fetch-wire.ts';
import type { HttpBackendOptions } from './http-backend.ts';
import { followEvents } from './http-events.ts';
import { toError } from './http-failure.ts';
import { type HttpMarketplace, httpMarketplace, type MarketplaceClient } from './http-marketplace.ts';
import { tryAgain } from './http-retry.ts';
import { httpSyncStorage } from './http-sync-storage.ts';

/** The parts of a back end over HTTP that no app needs to show its first page, unless that fails. They are downloaded together. */
export interface HttpLater {
  fetch: NonNullable<PluginBackend['fetch']>;
  marketplace: HttpMarketplace;
  sync: SyncStorageBackend;
  /** Calls back when something may have changed, until the signal. */
  follow(onChange: () => void, signal: AbortSignal): Promise<void>;
  toError: typeof toError;
  tryAgain: typeof tryAgain;
}

export interface HttpLaterOptions extends MarketplaceClient, Pick<HttpBackendOptions, 'baseUrl' | 'fetch'> {
  send(path: string, init: RequestInit, options?: RequestOptions): Promise<Response>;
}

export function httpLater({ baseUrl, fetch, ...client }: HttpLaterOptions): HttpLater {
  return {
    fetch(pluginId, request, signal) {
      const path = `/${encodeURIComponent(pluginId)}/fetch`;
      return client.send(path, encodeRequest(request), { signal }).then(decodeResponse, decodeRefusal);
    },
    marketplace: httpMarketplace(client),
    sync: httpSyncStorage(client),
    follow: (onChange, signal) => followEvents({ url: `${baseUrl}/events`, fetch, onChange, signal }),
    toError,
    tryAgain,
  };
}
