/** Names of this origin's databases that contain a text. What the host remembers of a user, over all plugins, is none of them. */
export async function databaseNames(part: string): Promise<string[]> {
  const all = await indexedDB.databases();
  return all.flatMap(({ name }) =>
    name?.includes(part) && !name.startsWith('flux-plugin-host:') ? [name] : [],
  );
}

/** A connection of somebody else, as another tab has. One that is `stubborn` does not make room for others. */
export function openDatabase(name: string, { stubborn = false } = {}): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      if (!stubborn) db.onversionchange = () => db.close();
      resolve(db);
    };
  });
}

/** Deletes a database, as somebody else might. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve();
  });
}

/** Puts another value in the place of a property of an object, for as long as `work` takes. */
export async function replacing<T>(
  owner: object,
  property: string,
  descriptor: PropertyDescriptor,
  work: () => Promise<T>,
): Promise<T> {
  const original = Object.getOwnPropertyDescriptor(owner, property);
  Object.defineProperty(owner, property, { ...descriptor, configurable: true });
  try {
    return await work();
  } finally {
    if (original) Object.defineProperty(owner, property, original);
    else Reflect.deleteProperty(owner, property);
  }
}

/**
 * Makes reading one key fail as a damaged file does: with a request that reports an error, which takes the transaction along unless
 * that is prevented.
 */
export function damaging<T>(damaged: unknown, work: () => Promise<T>): Promise<T> {
  const { get } = IDBObjectStore.prototype;
  const { transaction } = IDBDatabase.prototype;
  // Only where writing is allowed can a request be made that is sure to fail.
  const writable = function (this: IDBDatabase, stores: string) {
    return transaction.call(this, stores, 'readwrite');
  };
  const failing = function (this: IDBObjectStore, key: IDBValidKey) {
    return key === damaged ? this.add(0, key) : get.call(this, key);
  };
  return replacing(IDBDatabase.prototype, 'transaction', { value: writable }, () =>
    replacing(IDBObjectStore.prototype, 'get', { value: failing }, work),
  );
}

/** The code of what a promise rejects with, and nothing of one that resolves. */
export async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return (await errorOf(promise))?.code;
}

export function errorOf(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; data?: Record<string, unknown> } | undefined> {
  return promise.then(
    () => undefined,
    (error) => error,
  );
}
