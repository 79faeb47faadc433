import {
  type AppNamespace,
  createHttpBackend,
  createPluginHost,
  type HostServices,
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

/** What plugins name in `fluxStudioVersion`. */
const APP_VERSION = '1.0.0';

/**
 * The plugin host of one user: created when the user is there, disposed when they leave. `services` and `namespaces` must be
 * stable: a change of them is a new host, and every plugin starts again.
 */
export function useUserPluginHost(
  userId: string,
  fetch: AuthorisedFetch,
  services: HostServices,
  namespaces: readonly AppNamespace[],
): UserPluginHost {
  const [state, setState] = useState(NOT_CREATED);

  useEffect(() => {
    let host: PluginHost | undefined;
    let gone = false;

    async function start(starting: PluginHost) {
      setState({ host: starting, startup: { status: 'starting' } });
      let startup: HostStartup = { status: 'ready' };
      try {
        await starting.start();
      } catch (error) {
        startup = { status: 'failed', error, retry: () => void start(starting) };
      }
      if (!gone) setState({ host: starting, startup });
    }

    // A microtask later: the rehearsal run of StrictMode is over by then and has started nothing.
    queueMicrotask(() => {
      if (gone) return;
      host = createPluginHost({
        backend: createHttpBackend({ baseUrl: '/api/plugins', fetch }),
        services,
        namespaces,
        appVersion: APP_VERSION,
        userId,
        sandbox: { frameUrl: '/api/plugins/runtime' },
      });
      void start(host);
    });
    return () => {
      gone = true;
      setState(NOT_CREATED);
      void host?.dispose();
    };
  }, [userId, fetch, services, namespaces]);

  return state;
}
