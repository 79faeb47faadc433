import {
  type AppNamespace,
  createHttpBackend,
  createPluginHost,
  type HostServices,
  importLegacyInstalls,
  type PluginHost,
} from '@fluxstudio/plugin-host';
import type { HostStartup } from '@fluxstudio/plugin-host/react';
import { useEffect, useState } from 'react';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';

export interface UserPluginHost {
  /** `null` until the first effect has run. */
  readonly host: PluginHost | null;
  readonly startup: HostStartup;
}

const NOT_CREATED: UserPluginHost = { host: null, startup: { status: 'starting' } };

/** `?safeMode` in the address: to get rid of a plugin that stands in the way. */
const safeMode = () => new URLSearchParams(location.search).has('safeMode');

/** What plugins name in `fluxStudioVersion`. */
const APP_VERSION = '1.0.0';

/**
 * The plugin host of one user: created when the user is there, disposed when they leave. All of it must be stable: a
 * change is a new host, and every plugin starts again. `onCreated` adds what the app has itself, before any plugin is there.
 */
export function useUserPluginHost(
  userId: string,
  fetch: AuthorisedFetch,
  services: HostServices,
  namespaces: readonly AppNamespace[],
  onCreated: (host: PluginHost) => void,
): UserPluginHost {
  const [state, setState] = useState(NOT_CREATED);

  useEffect(() => {
    const backend = createHttpBackend({ baseUrl: '/api/plugins', fetch });
    let host: PluginHost | undefined;
    let gone = false;

    async function start(starting: PluginHost) {
      setState({ host: starting, startup: { status: 'starting' } });
      let startup: HostStartup = { status: 'ready' };
      try {
        // Once: what the app kept in this browser before it had a server for it.
        await importLegacyInstalls({ storage: localStorage, backend });
        await starting.start();
        (await starting.loadKeybindings()).attach(document);
      } catch (error) {
        startup = { status: 'failed', error, retry: () => void start(starting) };
      }
      if (!gone) setState({ host: starting, startup });
    }

    // A microtask later: the rehearsal run of StrictMode is over by then and has started nothing.
    queueMicrotask(() => {
      if (gone) return;
      host = createPluginHost({
        backend,
        services,
        namespaces,
        appVersion: APP_VERSION,
        userId,
        sandbox: { frameUrl: '/api/plugins/runtime' },
        safeMode: safeMode(),
        // The command palette's own.
        reservedShortcuts: ['Mod+K'],
      });
      onCreated(host);
      void start(host);
    });
    return () => {
      gone = true;
      setState(NOT_CREATED);
      void host?.dispose();
    };
  }, [userId, fetch, services, namespaces, onCreated]);

  return state;
}
