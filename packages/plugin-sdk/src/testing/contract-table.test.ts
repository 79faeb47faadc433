import { coreNamespaces } from '@fluxstudio/plugin-protocol/api/api';
import type { Method } from '@fluxstudio/plugin-protocol/contract';
import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it } from 'vitest';
import type { FluxStudioAPI, PluginContext } from '../plugin-api.ts';
import { CALLS, type ContractCall } from './contract-calls.ts';
import { OUTCOMES, SITUATIONS, type Situation } from './contract-outcomes.ts';
import { createTestHost } from './create-test-host.ts';
import type { TestHost } from './test-host.ts';
import type { TestServices } from './test-services.ts';
import { letMessagesArrive } from './turns.ts';

const METHODS = Object.values(coreNamespaces).flatMap(({ name, on, methods }) =>
  Object.entries<Method>(methods).map(([key, method]) => ({
    name: `${name}.${key}`,
    on,
    path: [name, key],
    method,
  })),
);
type ContractMethod = (typeof METHODS)[number];
type Member = (...args: readonly unknown[]) => unknown;
type Service = (...args: unknown[]) => unknown;

const ALL = ['storage', 'projects', 'files', 'network', 'notifications', 'commands', 'ui', 'webview', 'ai'];
const SERVICES = [
  'modals',
  'interactions',
  'projects',
  'files',
  'ai',
  'clipboard',
  'network',
  'consent',
] as const;
/** Services of the harness that are called otherwise than the namespace they stand behind. */
const PARTS_OF: Readonly<Record<string, string>> = {
  'storage.sync': 'syncStorage',
  'commands.app': 'commands',
  l10n: 'env',
};
const PARTS = {
  storage: ['get', 'set', 'delete', 'keys', 'clear', 'getUsage'],
  syncStorage: ['get', 'set', 'delete', 'keys', 'clear'],
  secrets: ['get', 'set', 'delete'],
  settings: ['update'],
};
const SHADES = { id: 'shades', title: 'Shades', location: 'sidebar' };
const environment = () => ({ appName: 'Test', language: 'en', theme: 'light' as const });

/** A plugin under the test's control, in an app whose services do what the test wants next. */
interface Bench extends AsyncDisposable {
  readonly host: TestHost;
  /** Calls the method; resolves with the code it ended with. */
  outcome(args?: readonly unknown[]): Promise<string>;
  /** How every service works from now on. */
  serve(service: Service): Promise<void>;
  /** What the app has seen of it. */
  traces(): unknown[];
}

async function createBench(
  { name, on, path: [namespace = '', key = ''], method }: ContractMethod,
  { grants = ALL, absent }: { grants?: readonly string[]; absent?: string } = {},
): Promise<Bench> {
  let behave: Service = () => undefined;
  const environmentListeners = new Set<() => void>();
  const all = (keys: readonly string[]) =>
    Object.fromEntries(keys.map((one) => [one, (...args: unknown[]) => behave(...args)]));
  const anyMethod = new Proxy(
    {},
    {
      get:
        () =>
        async (...args: unknown[]) =>
          behave(...args),
    },
  );
  let plugin: Record<'api' | 'context', object> = { api: {}, context: {} };
  const env = {
    get: () => (behave === failing ? failing() : environment()),
    subscribe(listener: () => void) {
      environmentListeners.add(listener);
      return () => environmentListeners.delete(listener);
    },
  };
  const services = Object.fromEntries([
    ...SERVICES.map((service) => [service, anyMethod]),
    ...Object.entries(PARTS).map(([service, keys]) => [service, all(keys)]),
    // A toast is shown or refused at once: a promise says nothing of that.
    ['notifications', { show: (...args: unknown[]) => behave(...args) }],
    ['env', env],
    ...(absent === undefined ? [] : [[absent, undefined]]),
  ]) as TestServices;
  const host = await createTestHost({
    manifest: {
      permissions: ALL,
      optionalPermissions: ['collaboration'],
      network: { hosts: ['api.example.com'] },
      dependencies: { palettes: '^1.0.0' },
      contributes: { panels: [SHADES] },
    },
    extensions: { palettes: { functions: { mix: (...args: unknown[]) => behave(...args) } } },
    grants,
    services,
    commands: absent === 'commands' ? {} : { 'app.save': (...args) => behave(...args) },
    plugin: {
      activate(context: PluginContext, api: FluxStudioAPI) {
        plugin = { api, context };
      },
    },
  });
  const member = (from: 'api' | 'context', of: string, what: string): Member =>
    [...of.split('.'), what].reduce(
      (found: object, part) => Reflect.get(found, part),
      plugin[from],
    ) as Member;
  if (name === 'clipboard.writeText') await click(host, member('api', 'ui', 'showNotification'));
  const before = host.calls.length;

  return {
    host,
    async outcome(args = CALLS[name]?.args ?? []) {
      const faults = host.faults.length;
      try {
        await member(on, namespace, key)(...args);
      } catch (error) {
        return errorCode(error) ?? (error as Error).name;
      }
      if (method.kind === 'call' || method.kind === 'snapshot') return 'ok';
      // Nobody waits for these: an error is reported to the app.
      await letMessagesArrive();
      const fault = host.faults[faults];
      return fault ? (errorCode(fault.cause) ?? fault.code) : 'ok';
    },
    async serve(service) {
      behave = service;
      for (const listener of environmentListeners) listener();
      await letMessagesArrive();
    },
    traces: () => [
      ...host.calls.slice(before),
      ...host.commands.filter((id) => id !== 'app.save'),
      ...host.panels.filter(({ title }) => title !== SHADES.title),
      ...host.toolbarItems,
    ],
    [Symbol.asyncDispose]: () => host.dispose(),
  };
}

/** The clipboard wants a user who has just done something. */
async function click(host: TestHost, showNotification: Member): Promise<void> {
  await showNotification({
    type: 'info',
    title: 'Blue',
    actions: [{ label: 'Copy', callback: () => undefined }],
  });
  await host.notifications[0]?.click('Copy');
}

function failing(): never {
  throw new Error('out of order');
}

/** A service that waits until it is told to answer. */
function slow(answer: () => unknown): { service: Service; release(): void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { service: () => released.then(answer), release };
}

/** A service that gives up when it is told to, as `fetch()` does. */
function obedient(...args: unknown[]): Promise<never> {
  const { signal } = args.at(-1) as { signal: AbortSignal };
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** The plain names of what a method needs. */
function needed({ permission }: Method): string[] {
  const list = typeof permission === 'string' ? [permission] : permission;
  return list.flatMap((one) => (one === 'nothing' ? [] : (one.split(':')[0] ?? [])));
}

const call = ({ name }: ContractMethod): ContractCall => CALLS[name] as ContractCall;
const answerOf = (method: ContractMethod) => call(method).answer ?? (() => undefined);

const RUN: Record<Situation, (method: ContractMethod, expected: string) => Promise<string>> = {
  async granted(method) {
    await using bench = await createBench(method);
    await bench.serve(answerOf(method));
    const outcome = await bench.outcome();
    const { service } = call(method);
    if (service) expect(bench.traces()).toMatchObject([{ method: service }]);
    return outcome;
  },

  async 'not granted'(method, expected) {
    const needs = needed(method.method);
    const grants = needs.length > 0 ? ALL.filter((one) => !needs.includes(one)) : [];
    await using bench = await createBench(method, { grants });
    await bench.serve(answerOf(method));
    const outcome = await bench.outcome();
    if (expected !== 'ok') expect(bench.traces()).toEqual([]);
    if (expected !== 'ok' && method.method.kind !== 'snapshot')
      expect(bench.host.denials).toMatchObject([{ method: method.name }]);
    return outcome;
  },

  async 'revoked while in flight'(method) {
    await using bench = await createBench(method);
    const { service, release } = slow(answerOf(method));
    await bench.serve(service);
    const outcome = bench.outcome();
    await bench.host.until(() => bench.traces().length === 1);
    await bench.host.revoke(...needed(method.method));
    expect(await bench.outcome()).toBe('PERMISSION_DENIED');
    expect(bench.traces()).toHaveLength(1);
    release();
    return await outcome;
  },

  async 'bad arguments'(method) {
    await using bench = await createBench(method);
    await bench.serve(answerOf(method));
    const outcome = await bench.outcome(call(method).bad);
    expect(bench.traces()).toEqual([]);
    return outcome;
  },

  async 'service throws'(method) {
    await using bench = await createBench(method);
    await bench.serve(failing);
    return await bench.outcome();
  },

  async 'service absent'(method) {
    const service = call(method).service?.replace(/\.[^.]+$/, '') ?? method.path[0] ?? '';
    await using bench = await createBench(method, { absent: PARTS_OF[service] ?? service });
    return await bench.outcome();
  },

  async aborted(method) {
    await using bench = await createBench(method);
    await bench.serve(obedient);
    const controller = new AbortController();
    const outcome = bench.outcome(call(method).cancellable?.(controller.signal));
    await bench.host.until(() => bench.traces().length === 1);
    controller.abort();
    return await outcome;
  },

  async 'host disposed'(method, expected) {
    await using bench = await createBench(method);
    const { service } = slow(() => undefined);
    await bench.serve(service);
    if (expected === 'DISPOSED' && call(method).service && method.name !== 'ui.showNotification') {
      const inFlight = bench.outcome();
      await bench.host.until(() => bench.traces().length === 1);
      await bench.host.dispose();
      expect(await inFlight).toBe(call(method).cut ?? expected);
    } else await bench.host.dispose();
    const before = bench.traces();
    const outcome = await bench.outcome();
    expect(bench.traces()).toEqual(before);
    return outcome;
  },
};

it('has a row for every method, and none for others', () => {
  const names = METHODS.map(({ name }) => name).sort();
  expect(Object.keys(OUTCOMES).sort()).toEqual(names);
  expect(Object.keys(CALLS).sort()).toEqual(names);
});

describe.each(METHODS)('$name', (method) => {
  const row = OUTCOMES[method.name] ?? [];
  const cells = SITUATIONS.map((situation, index) => [situation, row[index] ?? 'a missing row'] as const);

  it.each(cells.filter(([, expected]) => !expected.startsWith('n/a')))(
    '%s: %s',
    async (situation, expected) => {
      expect(await RUN[situation](method, expected)).toBe(expected);
    },
  );
});
