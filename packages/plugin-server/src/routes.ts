import { frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import { webviewDocument } from '@fluxstudio/plugin-protocol/frame/webview-document';
import type { EventHub } from './events/event-hub.ts';
import type { PluginServerOptions } from './options.ts';
import type { Route } from './route.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { installRoutes } from './routes/installs.ts';
import { marketplaceRoutes } from './routes/marketplace.ts';
import { networkRoutes } from './routes/network.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { ratingRoutes } from './routes/ratings.ts';
import { runtimeRoutes } from './routes/runtime.ts';
import { settingsRoutes } from './routes/settings.ts';
import { storageRoutes } from './routes/storage.ts';
import { updateRoutes } from './routes/updates.ts';
import { createCatalogueStore } from './stores/catalogue-store.ts';
import type { Change } from './stores/change.ts';
import { createInstallsStore } from './stores/installs-store.ts';
import { createNetworkStore } from './stores/network-store.ts';
import { createRatingsStore } from './stores/ratings-store.ts';
import { createSettingsStore } from './stores/settings-store.ts';
import type { SqlDatabase } from './stores/sql.ts';
import { createStorageStore } from './stores/storage-store.ts';
import { createUpdatesStore } from './stores/updates-store.ts';
import type { Traffic } from './traffic.ts';

export interface RouteParts {
  db: SqlDatabase;
  change: Change;
  traffic: Traffic;
  /** Absent where events are switched off. */
  events: EventHub | undefined;
}

/** All that the server answers to. */
export function createRoutes(
  { runtime, publicBundles, network }: PluginServerOptions,
  { db, change, traffic, events }: RouteParts,
): Route[] {
  const catalogue = createCatalogueStore(db);
  const frameAncestors = runtime?.frameAncestors ?? ["'self'"];
  const routes: Route[] = [
    ...installRoutes(createInstallsStore(db, change)),
    ...settingsRoutes(createSettingsStore(db, change)),
    ...storageRoutes(createStorageStore(db, change)),
    ...marketplaceRoutes(catalogue),
    ...ratingRoutes(createRatingsStore(change)),
    ...updateRoutes(createUpdatesStore(db)),
    ...bundleRoutes(catalogue, publicBundles ? 'public' : 'user'),
    ...runtimeRoutes({
      sandbox: frameDocument({ frameAncestors }),
      webview: webviewDocument({ frameAncestors }),
    }),
    ...(events ? eventRoutes(events) : []),
    ...networkRoutes(createNetworkStore(db), network),
    ...healthRoutes(db, traffic.closing),
  ];
  return [...routes, ...openapiRoutes(routes)];
}
