import { errorCode, errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { expect } from 'chai';
import type { PluginBackend } from '../../src/backend/backend.ts';
import { createLocalBackend } from '../../src/backend/local-backend.ts';
import type { LocalCatalogueEntry } from '../../src/backend/local-catalogue.ts';
import { BACKEND_CASES } from '../backend-conformance.ts';
import { manifestOf, PUBLISHED } from '../backend-conformance-catalogue.ts';
import { DAMAGE_CASES } from '../backend-conformance-damage.ts';
import { DETAIL_CASES } from '../backend-conformance-detail.ts';
import { MARKETPLACE_CASES } from '../backend-conformance-marketplace.ts';
import { SYNC_CASES } from '../backend-conformance-sync.ts';
import { referenceOf } from '../support/memory-backend.ts';
import { createTestHost } from '../support/test-host.ts';

const run = crypto.randomUUID();
let users = 0;
const newUser = () => `${run}-${++users}`;

/** Serves bundles by address, as the app's own server would. */
const files = new Map<string, string>();
const serve: typeof fetch = async (input, init) => {
  init?.signal?.throwIfAborted();
  const code = files.get(new URL(String(input)).pathname);
  if (code === undefined) return new Response('no such file', { status: 404 });
  return new Response(code, { headers: { 'Content-Type': 'text/javascript' } });
};

async function bundleOf(name: string, code: string) {
  const url = `/plugins/${name}.js`;
  files.set(url, code);
  return { ...(await referenceOf(code)), url };
}

/** The conformance catalogue, the newest versions first. */
async function published(): Promise<LocalCatalogueEntry[]> {
  const entries: LocalCatalogueEntry[] = [];
  for (const [index, group] of PUBLISHED.entries())
    for (const [id, { versions, listing }] of group)
      for (const [version, code] of Object.entries(versions)) {
        const bundle = await bundleOf(`${id}-${version}`, code);
        const publishedAt = new Date(index).toISOString();
        entries.unshift({ ...listing, publishedAt, manifest: manifestOf(id, version), bundle });
      }
  return entries;
}

let catalogue: LocalCatalogueEntry[];
const open = (userId: string): PluginBackend => createLocalBackend({ userId, catalogue, fetch: serve });

/** The user's database as other code of the page reaches it. */
async function withStore(userId: string, work: (installs: IDBObjectStore) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(`flux-plugins:${userId}`);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const tx = request.result.transaction('installs', 'readwrite');
      tx.oncomplete = () => {
        request.result.close();
        resolve();
      };
      work(tx.objectStore('installs'));
    };
  });
}

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no error', errorCode);

/** Puts something in the place of a global until the test ends. */
async function withGlobal<T>(
  target: object,
  name: string,
  value: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, value });
  try {
    return await work();
  } finally {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  }
}

before(async () => {
  catalogue = await published();
});

after(async () => {
  for (let user = 1; user <= users; user++) indexedDB.deleteDatabase(`flux-plugins:${run}-${user}`);
});

describe('the local back end', () => {
  for (const { name, run: check } of [
    ...BACKEND_CASES,
    ...DAMAGE_CASES,
    ...MARKETPLACE_CASES,
    ...DETAIL_CASES,
    ...SYNC_CASES,
  ])
    it(name, async () => {
      const user = newUser();
      await check({
        backend: open(user),
        other: open(user),
        stranger: open(newUser()),
        damage: (id) =>
          withStore(user, (installs) => {
            const request = installs.get(id);
            request.onsuccess = () => installs.put({ ...request.result, manifest: { id: 7 } }, id);
          }),
      });
    });
});

describe('what other code has done to the records', () => {
  for (const [what, record] of [
    ['nothing', null],
    ['a text', 'alpha'],
    ['half a record', { manifest: manifestOf('alpha', '1.0.0'), state: 'active' }],
    ['the record of another plugin', undefined],
  ] as const)
    it(`${what} is shown as damaged, and the others stay`, async () => {
      const user = newUser();
      const backend = open(user);
      await backend.install(manifestOf('beta', '1.0.0'), []);
      await withStore(user, (installs) => {
        const request = installs.get('beta');
        request.onsuccess = () => installs.put(record === undefined ? request.result : record, 'alpha');
      });
      const plugins = await backend.list();
      expect(plugins.map(({ pluginId, fault }) => [pluginId, fault?.code])).to.have.deep.members([
        ['beta', undefined],
        ['alpha', 'INVALID_MANIFEST'],
      ]);
      expect(await codeOf(backend.updateSettings('alpha', { a: 1 }))).to.equal('INVALID_MANIFEST');
      expect(await codeOf(backend.install(manifestOf('alpha', '1.0.0'), []))).to.equal('ALREADY_EXISTS');
      await backend.uninstall('alpha');
      expect((await backend.list()).map(({ pluginId }) => pluginId)).to.deep.equal(['beta']);
    });
});

describe('a browser that keeps nothing', () => {
  const allCodes = async (backend: PluginBackend) => {
    const manifest = manifestOf('alpha', '1.0.0');
    const attempts = [
      backend.list(),
      backend.install(manifest, []),
      backend.uninstall('alpha'),
      backend.setActive('alpha', true),
      backend.updateSettings('alpha', {}),
      backend.setPermissions('alpha', []),
      backend.update(manifest, []),
      backend.syncStorage?.get('alpha', 'a') ?? Promise.resolve(),
    ];
    return new Set(await Promise.all(attempts.map(codeOf)));
  };

  it('is said to be one: there is no IndexedDB', async () => {
    const codes = await withGlobal(globalThis, 'indexedDB', undefined, () => allCodes(open(newUser())));
    expect([...codes]).to.deep.equal(['STORAGE_UNAVAILABLE']);
  });

  it('is said to be one: IndexedDB may not be opened', async () => {
    const blocked = {
      open() {
        throw new DOMException('blocked', 'SecurityError');
      },
    };
    const codes = await withGlobal(globalThis, 'indexedDB', blocked, () => allCodes(open(newUser())));
    expect([...codes]).to.deep.equal(['STORAGE_UNAVAILABLE']);
  });

  it('is said to be one: the database is that of a newer version of the app', async () => {
    const user = newUser();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(`flux-plugins:${user}`, 99);
      request.onsuccess = () => resolve(request.result.close());
    });
    expect([...(await allCodes(open(user)))]).to.deep.equal(['STORAGE_UNAVAILABLE']);
  });

  it('still shows the marketplace, and works once it keeps something', async () => {
    const backend = open(newUser());
    await withGlobal(globalThis, 'indexedDB', undefined, async () => {
      expect(await codeOf(backend.list())).to.equal('STORAGE_UNAVAILABLE');
      expect((await backend.searchMarketplace({})).total).to.be.greaterThan(20);
    });
    expect(await backend.list()).to.deep.equal([]);
  });

  it('has no room: nothing is changed', async () => {
    const backend = open(newUser());
    await backend.install(manifestOf('alpha', '1.0.0'), []);
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const code = await withGlobal(IDBObjectStore.prototype, 'put', full, () =>
      codeOf(backend.updateSettings('alpha', { a: 1 })),
    );
    expect(code).to.equal('QUOTA_EXCEEDED');
    expect((await backend.list())[0]?.settings).to.deep.equal({});
  });

  it('closes the connection: the next call opens another', async () => {
    const user = newUser();
    const backend = open(user);
    await backend.install(manifestOf('alpha', '1.0.0'), []);
    // Waits until every connection is closed.
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`flux-plugins:${user}`);
      request.onsuccess = () => resolve();
      request.onblocked = () => reject(new Error('the back end keeps others waiting'));
    });
    expect(await backend.list()).to.deep.equal([]);
    await backend.install(manifestOf('alpha', '1.0.0'), []);
  });

  it('asks for durability', async () => {
    const options: unknown[] = [];
    const { transaction } = IDBDatabase.prototype;
    function record(this: IDBDatabase, ...parameters: Parameters<typeof transaction>) {
      if (parameters[1] === 'readwrite') options.push(parameters[2]);
      return transaction.apply(this, parameters);
    }
    await withGlobal(IDBDatabase.prototype, 'transaction', record, async () => {
      await open(newUser()).install(manifestOf('alpha', '1.0.0'), []);
    });
    expect(options).to.deep.equal([{ durability: 'strict' }]);
  });
});

describe('the catalogue', () => {
  const entry = async (id: string, fields: object = {}) => ({
    manifest: manifestOf('gamma', '1.0.0'),
    bundle: await bundleOf(id, `export default '${id}';`),
    ...fields,
  });
  const search = async (entries: unknown[]) => {
    const backend = createLocalBackend({ userId: newUser(), catalogue: entries as LocalCatalogueEntry[] });
    return (await backend.searchMarketplace({})).plugins.map(({ id }) => id);
  };

  it('goes on without the entries that do not fit', async () => {
    const good = await entry('good');
    const bad = [
      null,
      {},
      { ...good, manifest: { id: 'x' } },
      { ...good, bundle: { ...good.bundle, sha256: 'AB' } },
      { ...good, bundle: { ...good.bundle, integrity: 'sha256-AB' } },
      { ...good, bundle: { ...good.bundle, size: -1 } },
      { ...good, bundle: { ...good.bundle, url: 'http://elsewhere.example/a.js' } },
      { ...good, bundle: { ...good.bundle, url: 'data:text/javascript,1' } },
      { ...good, publishedAt: 'yesterday' },
    ];
    const warnings: unknown[] = [];
    const ids = await withGlobal(
      console,
      'warn',
      (text: unknown) => warnings.push(text),
      () => search([...bad, good]),
    );
    expect(ids).to.deep.equal(['gamma']);
    expect(warnings).to.have.length(bad.length);
    expect(String(warnings[0])).to.match(/^Entry 0 of the catalogue was left out/);
  });

  it('may be loaded when it is needed, and again after a failure', async () => {
    const loads: string[] = [];
    const backend = createLocalBackend({
      userId: newUser(),
      async catalogue() {
        loads.push('load');
        if (loads.length === 1) throw new Error('offline');
        return catalogue;
      },
    });
    expect(await backend.list()).to.deep.equal([]);
    expect(loads).to.deep.equal([]);
    expect(await codeOf(backend.searchMarketplace({}))).to.equal('HTTP_ERROR');
    expect((await backend.searchMarketplace({})).total).to.be.greaterThan(20);
    expect((await backend.install(manifestOf('alpha', '1.0.0'), [])).bundle).not.to.equal(null);
  });

  it('may drop a version that is installed: its code is still downloaded', async () => {
    const user = newUser();
    const { bundle } = await open(user).install(manifestOf('alpha', '1.0.0'), []);
    const later = createLocalBackend({ userId: user, catalogue: [], fetch: serve });
    if (!bundle) throw new Error('no bundle');
    expect((await later.download(bundle)).bytes).to.have.length(bundle.size);
  });

  it('says what is wrong with a download', async () => {
    const user = newUser();
    const { bundle } = await open(user).install(manifestOf('alpha', '1.0.0'), []);
    if (!bundle) throw new Error('no bundle');
    const failing: [string, typeof fetch][] = [
      ['NOT_FOUND', async () => new Response('', { status: 404 })],
      ['HTTP_ERROR', async () => new Response('', { status: 500 })],
      ['HTTP_ERROR', () => Promise.reject(new TypeError('no network'))],
    ];
    for (const [code, fetch] of failing) {
      const error = await createLocalBackend({ userId: user, catalogue, fetch })
        .download(bundle)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect(errorCode(error)).to.equal(code);
      expect(errorMessage(error)).to.contain('/plugins/alpha-1.0.0.js');
    }
  });
});

it('carries a plugin from the catalogue to its command, and over a reload', async () => {
  const user = newUser();
  const code = `export function activate(context, api) {
    api.commands.register('greet', () => 'hello');
  }`;
  const manifest = { ...manifestOf('alpha', '1.0.0'), permissions: ['commands'] };
  const backend = () =>
    bundleOf('greeter', code).then((bundle) =>
      createLocalBackend({ userId: user, catalogue: [{ manifest, bundle }], fetch: serve }),
    );
  const first = createTestHost({}, { backend: await backend(), userId: user });
  await first.host.registry.install(manifest, { permissions: ['commands'] });
  await first.host.registry.updateSettings('alpha', { place: 'here' });
  await first.host.registry.activate('alpha');
  await first.host.dispose();

  const second = createTestHost({}, { backend: await backend(), userId: user });
  try {
    await second.host.start();
    expect(await second.host.commands.execute('alpha.greet')).to.equal('hello');
    expect(second.host.registry.getSettings('alpha')).to.deep.equal({ place: 'here' });
  } finally {
    await second.host.dispose();
  }
});
