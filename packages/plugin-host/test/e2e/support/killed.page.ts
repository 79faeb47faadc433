import { createHttpBackend } from '../../../src/backend/http-backend.ts';
import { createLocalBackend } from '../../../src/backend/local-backend.ts';
import { createPluginHost } from '../../../src/create-host.ts';
import { createPluginStorage } from '../../../src/storage/plugin-storage.ts';
import type { KillPoint, PageRequest, Write } from './kill-plan.ts';
import { BUNDLES, MANIFESTS, PATCH, SETTINGS, stored } from './kill-values.ts';

/**
 * The page that is killed. It does one write and stands still at one point of it: a request that is never answered says to the test that
 * the point is reached, and keeps the page from doing anything else.
 */
const request: PageRequest = JSON.parse(decodeURIComponent(location.hash.slice(1)));

const backend =
  request.backend === 'local'
    ? createLocalBackend({
        userId: request.user,
        catalogue: [2, 1].map((version) => ({
          manifest: MANIFESTS[version as 1 | 2],
          bundle: BUNDLES[version as 1 | 2],
        })),
      })
    : createHttpBackend({
        baseUrl: '/api/plugins',
        fetch: (path, init) => {
          const headers = { ...init?.headers, 'X-User': request.user };
          return fetch(path, { ...init, headers });
        },
      });

const host = createPluginHost({
  backend,
  userId: request.user,
  services: { consent: { ask: async ({ permissions }) => ({ granted: [...permissions] }) } },
});
const storage = createPluginStorage(request.user, 'alpha');

const WRITES: Record<Write, () => Promise<unknown>> = {
  install: () => host.registry.install(MANIFESTS[1], { permissions: MANIFESTS[1].permissions }),
  update: () => host.registry.update('alpha', MANIFESTS[2]),
  settings: () => host.registry.updateSettings('alpha', PATCH),
  storage: () => Promise.all(Object.entries(stored(2)).map(([key, value]) => storage.set(key, value))),
};

/** What the write changes, as it is before. */
async function prepare(): Promise<void> {
  if (request.write !== 'install') await WRITES.install();
  if (request.write === 'settings') await host.registry.updateSettings('alpha', SETTINGS);
  if (request.write === 'storage')
    await Promise.all(Object.entries(stored(1)).map(([key, value]) => storage.set(key, value)));
}

/** What is there, as a new page finds it. */
async function look(): Promise<unknown> {
  if (request.write === 'storage') return Promise.all(Object.keys(stored(1)).map((key) => storage.get(key)));
  return (await backend.list()).map(({ manifest, bundle, settings, grantedPermissions, state, fault }) => ({
    version: manifest.version,
    sha256: bundle?.sha256,
    settings,
    grantedPermissions,
    state,
    fault,
  }));
}

let armed = false;

function pass(point: KillPoint): void {
  if (!armed || point !== request.point) return;
  const wait = new XMLHttpRequest();
  wait.open('POST', `/reached?${request.user}`, false);
  wait.send();
}

/** In a task of its own, when the transaction has nothing left to do and the browser commits it. */
function passWhileCommitting(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => pass('commit');
  port2.postMessage(0);
}

function watchDatabase(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...parameters) {
    const tx = transaction.apply(this, parameters);
    if (parameters[1] !== 'readwrite') return tx;
    pass('transaction');
    tx.addEventListener('complete', () => pass('complete'));
    return tx;
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...parameters) {
    pass('put');
    const sent = put.apply(this, parameters);
    pass('put sent');
    sent.addEventListener('success', passWhileCommitting);
    return sent;
  };
}

function watchNetwork(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (...parameters) => {
    const response = await fetch(...parameters);
    pass('answer');
    return response;
  };
}

watchDatabase();
watchNetwork();

async function main(): Promise<unknown> {
  await host.registry.loadPersistedPlugins();
  if (request.step === 'look') return look();
  await prepare();
  // The server stands still at points of its own.
  await fetch(`/arm?${request.user}`);
  armed = true;
  await WRITES[request.write]();
  pass('resolved');
  throw new Error(`The page never came to ${request.point}`);
}

const tell = (path: string, body: unknown) =>
  fetch(`${path}?${request.user}`, { method: 'POST', body: JSON.stringify(body) });
main().then(
  (found) => tell('/found', found),
  (error) => tell('/failed', String(error)),
);
