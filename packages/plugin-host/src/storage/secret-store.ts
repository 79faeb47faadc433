import { loadOnce } from '../load-once.ts';
import type { ConnectionOptions } from './connection.ts';

/**
 * Secrets of one plugin and one user. Methods reject with a `PluginError`: `STORAGE_UNAVAILABLE` where the browser keeps no data, or
 * cannot decrypt what it kept; `QUOTA_EXCEEDED` above 100 secrets or 100 KB for one; `DISPOSED` after {@link SecretStore.destroy}.
 */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
  /** Removes the secrets, the key they were encrypted with, and what held both. */
  destroy(): Promise<void>;
}

/**
 * Encrypts with a key that no code can read out: whoever copies the database's files without the browser's profile has nothing.
 * Code of the app's own origin can still ask for a secret, as it can for everything of its user.
 */
export function createSecretStore(
  userId: string,
  pluginId: string,
  options?: ConnectionOptions,
): SecretStore {
  const { get: load } = loadOnce(
    () => import('./sealed-secrets.ts'),
    ({ createSealedSecrets }) => createSealedSecrets(userId, pluginId, options),
  );

  return {
    get: (key) => load().then((secrets) => secrets.get(key)),
    set: (key, value) => load().then((secrets) => secrets.set(key, value)),
    delete: (key) => load().then((secrets) => secrets.delete(key)),
    clear: () => load().then((secrets) => secrets.clear()),
    destroy: () => load().then((secrets) => secrets.destroy()),
  };
}
