import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type Clock, systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { UseStore } from 'idb-keyval';
import { toStorageError, unavailable } from './storage-errors.ts';

const STORE = 'values';
const OPEN_DEADLINE = 10_000;

export interface ConnectionOptions {
  /** Milliseconds a browser may take to open or delete a database. Default: 10 s. */
  openDeadline?: number;
  clock?: Clock;
}

/** One database with one object store, opened at its first use and again whenever the browser has closed it. */
export interface Connection {
  /**
   * Runs a transaction, and resolves with what `work` made once it is committed. When `work` rejects nothing of it is kept. What the
   * browser aborts is tried once more over a new connection, so `work` may run twice.
   *
   * @throws PluginError `STORAGE_UNAVAILABLE`, `QUOTA_EXCEEDED`, `DISPOSED`, or what `work` throws
   */
  readonly run: UseStore;
  /** Empties and deletes the database. Whatever is asked for afterwards is `DISPOSED`. */
  destroy(): Promise<void>;
}

/** The browser ended a transaction, or would not begin one: nothing of it was kept, and a new connection may help. */
class Interrupted extends Error {}

export function createConnection(
  name: string,
  { openDeadline = OPEN_DEADLINE, clock = systemClock }: ConnectionOptions = {},
): Connection {
  let opened: Promise<IDBDatabase> | undefined;
  let destroyed = false;

  function open(): Promise<IDBDatabase> {
    if (opened) return opened;
    const mine = openWithStore().then(
      (db) => {
        const forget = () => {
          if (opened === mine) opened = undefined;
        };
        db.onclose = forget;
        // Another tab deletes the database: it must not wait for this one.
        db.onversionchange = () => {
          db.close();
          forget();
        };
        return db;
      },
      (error) => {
        if (opened === mine) opened = undefined;
        throw error;
      },
    );
    opened = mine;
    return mine;
  }

  async function openWithStore(): Promise<IDBDatabase> {
    const db = await request((factory) => factory.open(name));
    if (db.objectStoreNames.contains(STORE)) return db;
    // Created by something that died half-way.
    db.close();
    return request((factory) => factory.open(name, db.version + 1));
  }

  /** Settles with the request, or at the deadline: one that another tab blocks may never answer. */
  function request<T>(ask: (factory: IDBFactory) => IDBRequest<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const asked = ask(requireFactory());
      let late = false;
      const timer = clock.setTimeout(() => {
        late = true;
        reject(
          unavailable(
            `The browser’s database did not answer within ${openDeadline / 1000} s: close other tabs of this site and try again`,
          ),
        );
      }, openDeadline);
      asked.addEventListener('upgradeneeded', () => {
        if (late) asked.transaction?.abort();
        else createMissing(asked.result);
      });
      asked.onsuccess = () => {
        clock.clearTimeout(timer);
        if (!late) resolve(asked.result);
        else if (asked.result instanceof IDBDatabase) asked.result.close();
      };
      asked.onerror = (event) => {
        event.preventDefault();
        clock.clearTimeout(timer);
        reject(toStorageError(asked.error));
      };
    });
  }

  async function attempt<T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => T | PromiseLike<T>,
  ): Promise<T> {
    if (destroyed) throw new PluginError('DISPOSED', 'This storage was removed with its plugin');
    const connection = open();
    const db = await connection;
    try {
      return await transact(db, mode, work);
    } catch (error) {
      if (error instanceof Interrupted) {
        db.close();
        if (opened === connection) opened = undefined;
      }
      throw error;
    }
  }

  const run: UseStore = async (mode, work) => {
    try {
      return await attempt(mode, work).catch((error) => {
        if (error instanceof Interrupted) return attempt(mode, work);
        throw error;
      });
    } catch (error) {
      throw toStorageError(error instanceof Interrupted ? error.cause : error);
    }
  };

  return {
    run,
    async destroy() {
      if (destroyed) return;
      // Without a database there is nothing to delete.
      if (!findFactory()) {
        destroyed = true;
        return;
      }
      // Should another tab keep it from being deleted, it is at least empty.
      await run('readwrite', (store) => void store.clear()).catch(() => undefined);
      destroyed = true;
      const db = await opened?.catch(() => undefined);
      db?.close();
      opened = undefined;
      await request((factory) => factory.deleteDatabase(name));
    },
  };
}

function transact<T>(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => T | PromiseLike<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let transaction: IDBTransaction;
    try {
      transaction = db.transaction(STORE, mode);
    } catch (cause) {
      // Closed, or without its store.
      throw new Interrupted('', { cause });
    }
    let failure: { error: unknown } | undefined;
    transaction.addEventListener('abort', () => {
      const cause = failure ? failure.error : transaction.error;
      const full = transaction.error?.name === 'QuotaExceededError';
      if (full) reject(transaction.error);
      else reject(isOurs(cause) ? cause : new Interrupted('', { cause }));
    });
    let settle: (() => void) | undefined;
    let isCommitted = false;
    transaction.addEventListener('complete', () => {
      isCommitted = true;
      settle?.();
    });
    const afterCommit = (what: () => void) => {
      if (isCommitted) what();
      else settle = what;
    };
    // In a promise, so that what it throws at once is as what it rejects with.
    new Promise<T>((done) => done(work(transaction.objectStore(STORE)))).then(
      (result) => afterCommit(() => resolve(result)),
      (error) => {
        failure = { error };
        afterCommit(() => reject(error));
        abort(transaction);
      },
    );
  });
}

/** One that the browser has begun to abort, or is through, takes no orders: its event tells which. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {}
}

function createMissing(db: unknown): void {
  if (db instanceof IDBDatabase && !db.objectStoreNames.contains(STORE)) db.createObjectStore(STORE);
}

/** What another connection would not make better. */
function isOurs(error: unknown): boolean {
  if (!(error instanceof DOMException)) return error instanceof Error;
  return error.name === 'QuotaExceededError' || error.name === 'DataCloneError';
}

/** @throws PluginError `STORAGE_UNAVAILABLE` */
function requireFactory(): IDBFactory {
  const factory = findFactory();
  if (factory) return factory;
  throw unavailable(
    'This browser does not let the site keep data: leave private browsing, or allow cookies and site data for this site',
  );
}

/** Reading it throws where the browser blocks it. */
function findFactory(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB ?? undefined;
  } catch {
    return undefined;
  }
}
