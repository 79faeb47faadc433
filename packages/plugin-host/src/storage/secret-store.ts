import { clear, createStore, del, get, set, update } from 'idb-keyval';

/** Secrets of one plugin and one user. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  clear(): Promise<void>;
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const ALGORITHM = 'AES-GCM';

/**
 * Encrypts with a key that no code can read out: whoever copies the database's files without the browser's profile has nothing.
 * Code of the app's own origin can still ask for a secret, as it can for everything of its user.
 */
export function createSecretStore(userId: string, pluginId: string): SecretStore {
  const name = `flux-plugin-secrets:${userId}:${pluginId}`;
  const values = createStore(name, 'values');
  const keys = createStore(`${name}:key`, 'key');

  async function readKey(): Promise<CryptoKey> {
    const existing = await get<CryptoKey>('key', keys);
    if (existing) return existing;
    const made = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    // Another tab may have been faster: the first one stays.
    await update<CryptoKey>('key', (other) => other ?? made, keys);
    return (await get<CryptoKey>('key', keys)) ?? made;
  }

  return {
    async get(key) {
      const sealed = await get<Sealed>(key, values);
      if (!sealed) return undefined;
      const data = await crypto.subtle.decrypt(
        { name: ALGORITHM, iv: sealed.iv },
        await readKey(),
        sealed.data,
      );
      return new TextDecoder().decode(data);
    },
    async set(key, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(value);
      const data = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, await readKey(), text);
      await set(key, { iv, data } satisfies Sealed, values);
    },
    delete: (key) => del(key, values),
    async clear() {
      await clear(values);
      await clear(keys);
    },
  };
}
