import * as contract from '../contract/updates.ts';
import { jsonText } from '../response.ts';
import { type UserRoute, userRoute } from '../route.ts';
import type { UpdatesStore } from '../stores/updates-store.ts';

/** What could be updated. */
export function updateRoutes(updates: UpdatesStore): UserRoute[] {
  return [
    userRoute(contract.listUpdates, async ({ actor }) =>
      jsonText(200, `{"success":true,"updates":[${await updates.list(actor)}]}`),
    ),
  ];
}
