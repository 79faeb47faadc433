import { matchesHost } from '@fluxstudio/plugin-protocol/manifest/host-pattern';
import { whenOver } from '../chunks.ts';
import { sendRequest } from '../contract/network.ts';
import { badField, HttpError, tooLarge } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import { HEAD_LINE_BYTES, parseLimits } from '../network/limits.ts';
import { createMediatedFetch, type MediatedFetchOptions } from '../network/mediated-fetch.ts';
import { encodeResponseHead, parseFetchRequest, RESPONSE_HEAD } from '../network/wire.ts';
import { header, type PluginRequest } from '../request.ts';
import { type UserRoute, userRoute } from '../route.ts';
import { createSlots } from '../slots.ts';
import type { NetworkStore } from '../stores/network-store.ts';
import { pluginIdOf } from './plugin-id.ts';

/** The HTTP requests of plugins. */
export function networkRoutes(store: NetworkStore, options: MediatedFetchOptions | false = {}): UserRoute[] {
  if (options === false) return [userRoute(sendRequest, switchedOff)];
  const fetch = createMediatedFetch(options);
  const limits = parseLimits(options.limits);
  const most = HEAD_LINE_BYTES + 1 + limits.requestBytes;
  const slots = createSlots(LIMITS.fetchesOfUser, LIMITS.fetches);
  const largeSlots = createSlots(LIMITS.largeFetchesOfUser, LIMITS.largeFetches);

  return [
    userRoute(sendRequest, async (context) => {
      const { actor, request } = context;
      const pluginId = pluginIdOf(context);
      const hosts = await store.permit(actor, pluginId);
      const user = JSON.stringify([actor.tenantId, actor.userId]);
      const releases = [slots.take(user)];
      // An answer that nobody reads, and nobody turns away from, is given up by the engine; so is its place.
      const timer = setTimeout(() => release(), limits.totalMs + limits.headMs).unref();
      const release = (): void => {
        clearTimeout(timer);
        for (const free of releases.splice(0)) free();
      };
      try {
        if (!isSmall(request)) releases.push(largeSlots.take(user));
        const outbound = parseFetchRequest(await bytesOf(request, most));
        await store.record(
          actor,
          pluginId,
          matchesHost(outbound.url, hosts) ? outbound.url.origin : 'denied',
        );
        const { head, body } = await fetch(outbound, hosts, request.signal);
        return {
          status: 200,
          headers: {
            'content-type': 'application/octet-stream',
            // An answer that a proxy compressed or collected first would no longer come as it comes.
            'cache-control': 'no-store, no-transform',
            'x-accel-buffering': 'no',
            'x-content-type-options': 'nosniff',
            [RESPONSE_HEAD]: encodeResponseHead(head),
          },
          body: whenOver(body, release),
        };
      } catch (error) {
        release();
        throw error;
      }
    }),
  ];
}

/** A plugin that asks is told why, and so is whoever reads its errors. */
function switchedOff(): never {
  throw new HttpError(403, 'PERMISSION_DENIED', 'The operator has switched the network of plugins off');
}

/** Whether the body is known to be one that any number of requests may have. */
function isSmall(request: PluginRequest): boolean {
  const length = header(request, 'content-length');
  return length !== undefined && Number(length) <= LIMITS.bodyBytes;
}

async function bytesOf(request: PluginRequest, most: number): Promise<Uint8Array> {
  // No form of another site can send it.
  if (!/^application\/octet-stream\b/i.test(header(request, 'content-type') ?? ''))
    throw new HttpError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the request as application/octet-stream');
  if (Number(header(request, 'content-length') ?? 0) > most) throw tooLarge('The body', most);
  const body = request.body ?? (await request.readBody?.(most));
  if (!(body instanceof Uint8Array))
    throw badField('INVALID_ARGUMENT', 'body', 'must be bytes: a head line and what follows it');
  if (body.length > most) throw tooLarge('The body', most);
  return body;
}
