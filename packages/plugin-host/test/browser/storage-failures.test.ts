import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { expect } from 'chai';
import { createPluginStorage } from '../../src/storage/plugin-storage.ts';
import {
  codeOf,
  damaging,
  databaseNames,
  deleteDatabase,
  errorOf,
  openDatabase,
  replacing,
} from '../support/databases.ts';

let users = 0;
const newUser = () => `failing-${++users}`;
const nameOf = (user: string) => `flux-plugin-storage:${user}:notes`;

/** A clock whose deadlines pass when the test says so. */
function createManualClock(): Clock & { untilSet(): Promise<void>; pass(): void } {
  const timers = new Map<object, () => void>();
  let told: () => void = () => undefined;
  const set = new Promise<void>((resolve) => {
    told = resolve;
  });
  return {
    now: () => 0,
    setTimeout(callback) {
      const timer = {};
      timers.set(timer, callback);
      told();
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    untilSet: () => set,
    pass() {
      for (const callback of [...timers.values()]) callback();
      timers.clear();
    },
  };
}

describe('storage in a browser that', () => {
  const ways: [string, PropertyDescriptor][] = [
    ['has no IndexedDB', { value: undefined, writable: true }],
    [
      'forbids it',
      {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    ],
  ];
  for (const [name, descriptor] of ways)
    it(`${name} says so, and works when that is over`, async () => {
      const storage = createPluginStorage(newUser(), 'notes');
      await replacing(window, 'indexedDB', descriptor, async () => {
        const error = await errorOf(storage.set('a', 1));
        expect(error?.code).to.equal('STORAGE_UNAVAILABLE');
        expect(error?.message).to.contain('private browsing');
        for (const use of [storage.get('a'), storage.keys(), storage.getUsage()])
          expect(await codeOf(use)).to.equal('STORAGE_UNAVAILABLE');
      });
      await storage.set('a', 1);
      expect(await storage.get('a')).to.equal(1);
    });

  it('has no IndexedDB lets a plugin be removed', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    await replacing(window, 'indexedDB', { value: undefined }, () => storage.destroy());
    expect(await codeOf(storage.set('a', 1))).to.equal('DISPOSED');
  });

  it('does not open the database says so, and is asked again', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    const refusing = () => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    };
    await replacing(IDBFactory.prototype, 'open', { value: refusing }, async () =>
      expect(await codeOf(storage.set('a', 1))).to.equal('STORAGE_UNAVAILABLE'),
    );
    await storage.set('a', 1);
  });

  it('never answers is given up at the deadline, and what it opens later is closed', async () => {
    const user = newUser();
    // Somebody holds on to a database that is being deleted: whoever wants to open it waits.
    const holder = await openDatabase(nameOf(user), { stubborn: true });
    const deleted = deleteDatabase(nameOf(user));
    const clock = createManualClock();
    const storage = createPluginStorage(user, 'notes', { clock });
    const write = errorOf(storage.set('a', 1));
    await clock.untilSet();
    clock.pass();
    const error = await write;
    expect(error?.code).to.equal('STORAGE_UNAVAILABLE');
    expect(error?.message).to.contain('within 10 s: close other tabs');
    holder.close();
    await deleted;
    await storage.set('a', 2);
    expect(await storage.get('a')).to.equal(2);
    await storage.destroy();
    expect(await databaseNames(user)).to.deep.equal([]);
  });

  it('is full says so, and keeps what there was', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    await storage.set('a', 1);
    const before = await storage.getUsage();
    const { put } = IDBObjectStore.prototype;
    const full = function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      if (key === 'big') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
    await replacing(IDBObjectStore.prototype, 'put', { value: full }, async () => {
      const error = await errorOf(storage.set('big', 1));
      expect(error?.code).to.equal('QUOTA_EXCEEDED');
      expect(error?.message).to.contain('disk space');
    });
    expect(await storage.getUsage()).to.deep.equal(before);
    expect(await storage.keys()).to.deep.equal(['a']);
  });

  it('aborts one transaction does it again', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    await storage.set('a', 1);
    const { transaction } = IDBDatabase.prototype;
    let aborted = 0;
    const aborting = function (this: IDBDatabase, store: string, mode: IDBTransactionMode) {
      const begun = transaction.call(this, store, mode);
      if (aborted++ === 0) begun.abort();
      return begun;
    };
    await replacing(IDBDatabase.prototype, 'transaction', { value: aborting }, () => storage.set('b', 2));
    expect(aborted).to.equal(2);
    expect(await storage.getUsage()).to.deep.include({ keys: 2 });
  });
});

describe('a database that', () => {
  it('somebody else deletes is made anew', async () => {
    const user = newUser();
    const storage = createPluginStorage(user, 'notes');
    await storage.set('a', 1);
    await deleteDatabase(nameOf(user));
    expect(await storage.get('a')).to.equal(undefined);
    await storage.set('b', 1);
    expect(await storage.keys()).to.deep.equal(['b']);
    expect(await storage.getUsage()).to.deep.include({ keys: 1 });
  });

  it('the browser has closed is opened again', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    const { transaction } = IDBDatabase.prototype;
    let connection: IDBDatabase | undefined;
    const watching = function (this: IDBDatabase, store: string, mode: IDBTransactionMode) {
      connection = this;
      return transaction.call(this, store, mode);
    };
    await replacing(IDBDatabase.prototype, 'transaction', { value: watching }, () => storage.set('a', 1));
    connection?.close();
    expect(await storage.get('a')).to.equal(1);
  });

  it('was left without its store gets one', async () => {
    const user = newUser();
    (await openDatabase(nameOf(user))).close();
    const storage = createPluginStorage(user, 'notes');
    await storage.set('a', 1);
    expect(await createPluginStorage(user, 'notes').get('a')).to.equal(1);
  });

  it('has one damaged value says which, and gives the others', async () => {
    const storage = createPluginStorage(newUser(), 'notes');
    await Promise.all(['a', 'bad', 'c'].map((key) => storage.set(key, key)));
    await damaging('bad', async () => {
      const [a, bad, c] = await Promise.all([
        storage.get('a'),
        errorOf(storage.get('bad')),
        storage.get('c'),
      ]);
      expect([a, c]).to.deep.equal(['a', 'c']);
      expect(bad?.code).to.equal('STORAGE_UNAVAILABLE');
      expect(bad?.message).to.contain('“bad”');
      expect(bad?.data).to.deep.equal({ key: 'bad' });
      const refused = await errorOf(storage.exportData());
      expect(refused?.message).to.contain('“bad”').and.not.to.contain('“c”');
    });
  });

  it('has one damaged value lets it be replaced, and counts right afterwards', async () => {
    const user = newUser();
    await createPluginStorage(user, 'notes').set('bad', 'x'.repeat(1000));
    const storage = createPluginStorage(user, 'notes');
    await damaging('bad', () => storage.set('bad', 'x'.repeat(100)));
    const { bytes, keys } = await storage.getUsage();
    expect(keys).to.equal(1);
    const fresh = createPluginStorage(newUser(), 'notes');
    await fresh.set('bad', 'x'.repeat(100));
    expect((await fresh.getUsage()).bytes).to.equal(bytes);
  });

  it('has a damaged ledger is counted again', async () => {
    const user = newUser();
    const storage = createPluginStorage(user, 'notes');
    await storage.set('a', 'x');
    const usage = await storage.getUsage();
    const { createStore, set } = await import('idb-keyval');
    const damaged = createStore(nameOf(user), 'values');
    for (const ledger of ['text', null, { bytes: -1, keys: 1, stamp: 1 }, { bytes: Number.NaN, keys: 1 }]) {
      await set(0, ledger, damaged);
      expect(await storage.getUsage()).to.deep.equal(usage);
      await storage.set('a', 'x');
      expect(await storage.getUsage()).to.deep.equal(usage);
    }
    await damaging(0, async () => expect(await storage.getUsage()).to.deep.equal(usage));
  });
});

describe('destroying a storage', () => {
  it('leaves no database, and no way to make one', async () => {
    const user = newUser();
    const storage = createPluginStorage(user, 'notes');
    const other = createPluginStorage(user, 'notes');
    await storage.set('a', 1);
    await other.get('a');
    const late = storage.destroy().then(() => codeOf(storage.set('b', 1)));
    expect(await codeOf(storage.set('c', 1))).to.equal('DISPOSED');
    expect(await late).to.equal('DISPOSED');
    expect(await databaseNames(user)).to.deep.equal([]);
  });

  it('of a plugin that never stored leaves nothing either', async () => {
    const user = newUser();
    await createPluginStorage(user, 'notes').destroy();
    expect(await databaseNames(user)).to.deep.equal([]);
  });

  it('that somebody blocks is given up at the deadline, and the data is gone', async () => {
    const user = newUser();
    const clock = createManualClock();
    const storage = createPluginStorage(user, 'notes', { clock });
    await storage.set('a', 1);
    const holder = await openDatabase(nameOf(user), { stubborn: true });
    const blocked = new Promise<void>((resolve) => {
      holder.onversionchange = () => resolve();
    });
    const destroyed = codeOf(storage.destroy());
    await blocked;
    clock.pass();
    expect(await destroyed).to.equal('STORAGE_UNAVAILABLE');
    const left = holder.transaction('values').objectStore('values').count();
    await new Promise((resolve) => {
      left.onsuccess = resolve;
    });
    expect(left.result).to.equal(0);
    holder.close();
  });
});
