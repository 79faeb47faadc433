import type { env } from '@fluxstudio/plugin-protocol/api/env';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { EnvironmentService } from '../services.ts';

export function bindEnv(service: EnvironmentService): HostSide<typeof env> {
  return {
    get: {
      get: () => service.get(),
      subscribe: (listener) => ({ dispose: service.subscribe(listener) }),
    },
    onDidChange(listener) {
      const unsubscribe = service.subscribe(() => listener.notify(service.get()));
      return {
        dispose() {
          unsubscribe();
          listener.release();
        },
      };
    },
  };
}

/** What the browser tells, for an app that tells nothing. */
export function browserEnvironment(appName: string, appVersion?: string): EnvironmentService {
  const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  return {
    get: () => ({
      appName,
      ...(appVersion === undefined ? {} : { appVersion }),
      language: globalThis.navigator?.language ?? 'en',
      theme: dark?.matches ? 'dark' : 'light',
    }),
    subscribe(listener) {
      dark?.addEventListener('change', listener);
      globalThis.addEventListener?.('languagechange', listener);
      return () => {
        dark?.removeEventListener('change', listener);
        globalThis.removeEventListener?.('languagechange', listener);
      };
    },
  };
}
