import { errorCode, errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';

/** Milliseconds after which a database that does not answer is given up. */
const DEADLINE = 10_000;

const NAMES = ['installs', 'sync'] as const;

export interface LocalStores {
  /** Installs by plugin id. */
  readonly installs: IDBObjectStore;
  /** JSON text by `[plugin id, key]`. */
  readonly sync: IDBObjectStore;
}

/** The database of one user. */
export interface LocalDatabase {
  /**
   * Runs `work` in one transaction: what it writes is kept as a whole, and durable when the promise resolves, or not at all. It may
   * wait for requests of its stores and for nothing else, or the browser ends the transaction under it.
   *
   * @throws PluginError `STORAGE_UNAVAILABLE`, `QUOTA_EXCEEDED`, `INVALID_ARGUMENT` for what cannot be stored, or what `work` throws
   */
  transaction<T>(mode: 'readonly' | 'readwrite', work: (stores: LocalStores) => Promise<T>): Promise<T>;
}

/** Opens nothing before its first use, and opens again what the browser has closed. */
export function createLocalDatabase(name: string): LocalDatabase {
  let opened: Promise<IDBDatabase> | undefined;

  function open(): Promise<IDBDatabase> {
    if (opened) return opened;
    const attempt = openDatabase(name, forget);
    function forget(): void {
      if (opened === attempt) opened = undefined;
    }
    attempt.catch(forget);
    opened = attempt;
    return attempt;
  }

  async function begin(mode: IDBTransactionMode): Promise<IDBTransaction> {
    // Without it Chromium answers before the bytes are on the disk.
    const options = { durability: 'strict' } as const;
    try {
      return (await open()).transaction(NAMES, mode, options);
    } catch (error) {
      if (errorCode(error) !== undefined) throw error;
      // A connection that the browser closed, and has not said so yet.
      opened = undefined;
      return (await open()).transaction(NAMES, mode, options);
    }
  }

  return {
    async transaction(mode, work) {
      try {
        return await run(await begin(mode), work);
      } catch (error) {
        throw toPluginError(error);
      }
    },
  };
}

/** The result of a request; one that fails ends its transaction. */
export function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The result of a request, or `undefined` for one that fails: the transaction goes on. */
export function resultOrNothing<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      resolve(undefined);
    };
  });
}

function openDatabase(name: string, onClosed: () => void): Promise<IDBDatabase> {
  let late = false;
  const opening = new Promise<IDBDatabase>((resolve, reject) => {
    // Reading the property throws where the page may not use it.
    const request = globalThis.indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const [installs, sync] = NAMES;
      request.result.createObjectStore(installs).createIndex('order', 'order');
      request.result.createObjectStore(sync);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      if (late) return db.close();
      db.onclose = onClosed;
      // Somebody wants to delete the database: an open connection would keep them waiting.
      db.onversionchange = () => {
        onClosed();
        db.close();
      };
      resolve(db);
    };
  });
  return beforeDeadline(opening, () => {
    late = true;
  }).catch((error) => {
    throw toPluginError(error);
  });
}

async function run<T>(tx: IDBTransaction, work: (stores: LocalStores) => Promise<T>): Promise<T> {
  const complete = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('the transaction was ended'));
  });
  complete.catch(() => undefined);
  const [installs, sync] = NAMES;
  const done = async (): Promise<T> => {
    const result = await work({ installs: tx.objectStore(installs), sync: tx.objectStore(sync) });
    await complete;
    return result;
  };
  try {
    return await beforeDeadline(done(), () => undefined);
  } catch (error) {
    abort(tx);
    throw error;
  }
}

function abort(tx: IDBTransaction): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

async function beforeDeadline<T>(work: Promise<T>, onLate: () => void): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate();
      reject(new Error(`the database did not answer within ${DEADLINE / 1000} s`));
    }, DEADLINE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toPluginError(error: unknown): Error {
  if (error instanceof Error && errorCode(error) !== undefined) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') {
    const words = 'There is no room left for what plugins keep: free space on this device and try again';
    return new PluginError('QUOTA_EXCEEDED', words, { cause: error });
  }
  if (name === 'DataCloneError')
    return new PluginError(
      'INVALID_ARGUMENT',
      `What is to be stored is not plain data: ${errorMessage(error)}`,
      {
        cause: error,
      },
    );
  return new PluginError(
    'STORAGE_UNAVAILABLE',
    `This browser does not let the app keep plugins (${errorMessage(error)}): allow site data, or leave private browsing`,
    { cause: error },
  );
}
