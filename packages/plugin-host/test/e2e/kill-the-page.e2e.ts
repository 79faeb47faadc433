import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DATABASE_POINTS,
  type KillPoint,
  type Outcome,
  type PageRequest,
  REQUEST_POINTS,
  type Write,
} from './support/kill-plan.ts';
import { type KillServer, startKillServer, type Told } from './support/kill-server.ts';
import { BUNDLES, CODE, PATCH, SETTINGS, stored } from './support/kill-values.ts';
import { createKillableBrowser, type KillableBrowser } from './support/killable-browser.ts';

let server: KillServer;
let browser: KillableBrowser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startKillServer(), createKillableBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Kill {
  number: number;
  backend: PageRequest['backend'];
  write: Write;
  point: KillPoint;
  outcome: Outcome;
  /** What is killed: the page's process, or the whole browser. */
  victim: 'page' | 'browser';
}

/** Where the browser itself dies, just after it has said that the write is kept. */
const BROWSER_DIES: KillPoint = 'complete';

function plan(
  backend: Kill['backend'],
  writes: readonly Write[],
  points: readonly [KillPoint, Outcome][],
): Kill[] {
  const kills = writes.flatMap((write) => points.map(([point, outcome]) => ({ write, point, outcome })));
  return kills.map((kill, index) => ({
    ...kill,
    backend,
    number: index + 1,
    victim: kill.point === BROWSER_DIES ? 'browser' : 'page',
  }));
}

/** Opens a page and resolves with what it tells first. */
async function visit(
  request: PageRequest,
): Promise<{ told: Told; page: Awaited<ReturnType<KillableBrowser['open']>> }> {
  const told = server.next(request.user);
  const page = await browser.open(`${server.origin}/#${encodeURIComponent(JSON.stringify(request))}`);
  return { told: await told, page };
}

async function killAt({ number, backend, write, point, victim }: Kill): Promise<unknown> {
  const request: PageRequest = { backend, user: `${backend}-${number}`, write, point, step: 'write' };
  server.hold(request.user, point);
  const { told, page } = await visit(request);
  expect(told, 'the page has come to the point').toMatchObject({ what: 'reached' });
  await (victim === 'page' ? browser.crash(page) : browser.kill());
  await server.settle(request.user);
  const after = await visit({ ...request, step: 'look' });
  await after.page.close();
  expect(after.told, 'a new page finds its way').toMatchObject({ what: 'found' });
  return after.told.body;
}

function statesOf({ backend, write }: Kill): { old: unknown; new: unknown } {
  if (write === 'storage') return { old: Object.values(stored(1)), new: Object.values(stored(2)) };
  const sha256 = (version: 1 | 2) =>
    backend === 'local' ? BUNDLES[version].sha256 : createHash('sha256').update(CODE[version]).digest('hex');
  const one = {
    version: '1.0.0',
    sha256: sha256(1),
    settings: {},
    grantedPermissions: ['storage'],
    state: 'inactive',
  };
  switch (write) {
    case 'install':
      return { old: [], new: [one] };
    case 'update': {
      const grantedPermissions = ['storage', 'notifications'];
      return { old: [one], new: [{ ...one, version: '2.0.0', sha256: sha256(2), grantedPermissions }] };
    }
    case 'settings':
      return {
        old: [{ ...one, settings: SETTINGS }],
        new: [{ ...one, settings: { ...SETTINGS, ...PATCH } }],
      };
  }
}

async function check(kill: Kill): Promise<void> {
  const found = await killAt(kill);
  const states = statesOf(kill);
  if (kill.outcome === 'either') expect([states.old, states.new]).toContainEqual(found);
  else expect(found).toEqual(states[kill.outcome]);
}

describe('a page that is killed while this browser keeps the installs', () => {
  const kills = plan('local', ['install', 'update', 'settings', 'storage'], DATABASE_POINTS);
  it.each(kills)('$number: $write, at “$point”, the $victim dies: finds $outcome', check);
});

describe('a page that is killed while plugin-server keeps the installs', () => {
  const kills = plan('http', ['install', 'update', 'settings'], REQUEST_POINTS);
  it.each(kills)('$number: $write, at “$point”, the $victim dies: finds $outcome', check);
});
