import { events } from '../contract/events.ts';
import type { EventHub } from '../events/event-hub.ts';
import { header } from '../request.ts';
import { type UserRoute, userRoute } from '../route.ts';

export function eventRoutes(hub: EventHub): UserRoute[] {
  return [
    userRoute(events, async ({ actor, request }) => {
      const { userId, tenantId } = actor;
      const after = parseEventId(header(request, 'last-event-id'));
      const { body } = await hub.open({ userId, tenantId }, after, request.signal);
      return { status: 200, headers: HEADERS, body };
    }),
  ];
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Compression would hold events back until a block of them is full, and so do the buffers of nginx.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/** One that no event has makes the stream begin with `reset`, as one that is too old does. */
function parseEventId(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : -1;
}
