import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { clear, del, promisifyRequest, type UseStore } from 'idb-keyval';
import { type ConnectionOptions, createConnection } from './connection.ts';
import type { SecretStore } from './secret-store.ts';
import { quotaExceeded, unavailable } from './storage-errors.ts';

/** How many secrets a plugin may keep. */
const MAX_SECRETS = 100;
/** Bytes of one. */
const MAX_BYTES = 100_000;
const ALGORITHM = 'AES-GCM';
/** Where the key is: a number, which no name of a secret is. */
const KEY = 0;

/** A key that came by structured clone is another object each time: its id says which one it is. */
interface StoredKey {
  readonly id: string;
  readonly key: CryptoKey;
}

interface Sealed {
  readonly keyId: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** What {@link createSecretStore} loads. */
export function createSealedSecrets(
  userId: string,
  pluginId: string,
  options?: ConnectionOptions,
): SecretStore {
  const { run, destroy } = createConnection(`flux-plugin-secrets:${userId}:${pluginId}`, options);

  async function readKey(): Promise<StoredKey> {
    const existing = await run('readonly', findKey);
    if (existing) return existing;
    const key = await requireSubtle().generateKey({ name: ALGORITHM, length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    const made: StoredKey = { id: randomId(), key };
    return run('readwrite', async (store) => {
      // Another tab may have been faster: the first one stays.
      const other = await findKey(store);
      if (!other) store.put(made, KEY);
      return other ?? made;
    });
  }

  async function seal(value: Uint8Array<ArrayBuffer>, { id, key }: StoredKey): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await requireSubtle().encrypt({ name: ALGORITHM, iv }, key, value);
    return { keyId: id, iv, data };
  }

  return {
    async get(name) {
      const subtle = requireSubtle();
      const [stored, key] = await run('readonly', (store) =>
        Promise.all([read(store, name), findKey(store)]),
      );
      if (stored === undefined) return undefined;
      const sealed = parseSealed(stored);
      if (!sealed || !key || sealed.keyId !== key.id) throw lost(name);
      try {
        const data = await subtle.decrypt({ name: ALGORITHM, iv: sealed.iv }, key.key, sealed.data);
        return new TextDecoder().decode(data);
      } catch (cause) {
        throw lost(name, cause);
      }
    },

    async set(name, value) {
      requireSubtle();
      const text = new TextEncoder().encode(value);
      requireRoomFor(name, text.length);
      // Encrypting is not possible inside a transaction: whether the key is still the one is looked at again.
      for (;;) {
        const key = await readKey();
        const sealed = await seal(text, key);
        if (await writeSealed(run, name, sealed)) return;
      }
    },

    delete: (name) => del(name, run),
    clear: () => clear(run),
    destroy,
  };
}

/** `false` when another tab has removed the key meanwhile. */
function writeSealed(run: UseStore, name: string, sealed: Sealed): Promise<boolean> {
  return run('readwrite', async (store) => {
    const key = await findKey(store);
    if (key?.id !== sealed.keyId) return false;
    const names = await promisifyRequest(store.getAllKeys());
    const secrets = names.filter((one) => one !== KEY);
    if (!secrets.includes(name) && secrets.length >= MAX_SECRETS) {
      throw quotaExceeded(
        `There is no room for the secret “${name}”: ${MAX_SECRETS} are stored. Delete one first`,
        { used: secrets.length, needed: secrets.length + 1, quota: MAX_SECRETS, of: 'keys' },
      );
    }
    store.put(sealed, name);
    return true;
  });
}

/** @throws PluginError `QUOTA_EXCEEDED` */
function requireRoomFor(name: string, bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  throw quotaExceeded(`The secret “${name}” has ${bytes} bytes, and ${MAX_BYTES} are allowed`, {
    used: 0,
    needed: bytes,
    quota: MAX_BYTES,
    of: 'value',
  });
}

/** `undefined` also for one that cannot be read: what it encrypted is lost, and a new one takes its place. */
async function findKey(store: IDBObjectStore): Promise<StoredKey | undefined> {
  const { id, key } = Object(await read(store, KEY)) as Partial<StoredKey>;
  return typeof id === 'string' && key instanceof CryptoKey ? { id, key } : undefined;
}

/** `null` for a value that is there and cannot be read; it must not abort the transaction. */
function read(store: IDBObjectStore, key: string | number): Promise<unknown> {
  return new Promise((resolve) => {
    const request = store.get(key);
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      event.stopPropagation();
      resolve(null);
    };
  });
}

function parseSealed(value: unknown): Sealed | undefined {
  const { keyId, iv, data } = Object(value) as Partial<Sealed>;
  return typeof keyId === 'string' && iv instanceof Uint8Array && data instanceof ArrayBuffer
    ? { keyId, iv, data }
    : undefined;
}

function lost(name: string, cause?: unknown): PluginError {
  return unavailable(
    `The secret “${name}” cannot be decrypted: it is damaged, or its key is gone. Ask the user for it again and store it anew`,
    cause,
    { key: name },
  );
}

/** @throws PluginError `STORAGE_UNAVAILABLE` */
function requireSubtle(): SubtleCrypto {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle) return subtle;
  throw unavailable('Secrets need a secure context: serve the app over HTTPS, or from localhost');
}

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
