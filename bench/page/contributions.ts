import { parseWhen, type WhenClause } from '@fluxstudio/plugin-protocol/when/when-clause';
import type {
  Contributed,
  ContributionList,
} from '../../packages/plugin-host/src/contributions/contribution-list.ts';
import { createPluginHost } from '../../packages/plugin-host/src/create-host.ts';
import type { PluginHost } from '../../packages/plugin-host/src/host-options.ts';
import {
  CONTRIBUTIONS,
  keyValues,
  manyPlugins,
  pluginId,
} from '../../packages/plugin-host/test/support/many-contributions.ts';
import {
  createMemoryBackend,
  type MemoryBackend,
} from '../../packages/plugin-host/test/support/memory-backend.ts';
import {
  CHANGES,
  type ContributionSamples,
  conditions,
  measureChanges,
  measureParsing,
} from './conditions.ts';
import { type InterleaveOptions, interleave, type Samples } from './interleave.ts';
import { FRAME_URL } from './isolate.ts';

const WITHOUT = 'without contributions';
/** Long against the clock's resolution of 0.1 ms. */
const READS = 20_000;

const places = (host: PluginHost) => [
  host.commands,
  host.menus,
  host.contextMenus,
  host.panels,
  host.toolbarItems,
  host.statusBar,
  host.themes,
  host.languages,
  host.fileTypes,
];

/** What an app is, its plugins installed and switched on, and what they contribute before any of them runs. */
export async function measureContributions(options: InterleaveOptions): Promise<ContributionSamples[]> {
  return [
    ...(await measureStart(options)),
    ...(await measureReading(options)),
    ...(await measureChanges(options)),
    await measureParsing(options),
  ];
}

/** A back end whose user has all plugins. @param contributing whether they declare what they contribute */
async function installAll(contributing: boolean): Promise<MemoryBackend> {
  const plugins = manyPlugins();
  const backend = createMemoryBackend(
    Object.fromEntries(plugins.map(({ manifest, code }) => [manifest.id, { code }])),
  );
  for (const { manifest } of plugins) {
    const { contributes, ...bare } = manifest;
    await backend.install(contributing ? { ...bare, contributes } : bare, manifest.permissions);
    await backend.setActive(manifest.id, true);
  }
  return backend;
}

function openHost(backend: MemoryBackend): PluginHost {
  return createPluginHost({
    backend,
    userId: 'bench',
    sandbox: { frameUrl: FRAME_URL },
    onLog: () => undefined,
  });
}

/** The lists are there with the start; shortcuts are a part of their own that an app loads when it wants them. */
async function measureStart(options: InterleaveOptions): Promise<ContributionSamples[]> {
  const shortcuts: Samples = {};
  const start = (name: string, backend: MemoryBackend, expected: number) => async () => {
    const begin = performance.now();
    const host = openHost(backend);
    await host.start();
    const complete = places(host).reduce((sum, place) => sum + place.getAll().length, 0);
    const milliseconds = performance.now() - begin;
    const before = performance.now();
    const bound = (await host.loadKeybindings()).getSnapshot().length;
    shortcuts[name] = [...(shortcuts[name] ?? []), performance.now() - before];
    await host.dispose();
    if (complete + bound !== expected) throw new Error(`${complete + bound} instead of ${expected}`);
    return milliseconds;
  };
  const samples = await interleave(
    [
      { name: 'ours', measure: start('ours', await installAll(true), CONTRIBUTIONS) },
      { name: WITHOUT, measure: start(WITHOUT, await installAll(false), 0) },
    ],
    options,
  );
  for (const values of Object.values(shortcuts)) values.splice(0, options.warmup);
  return [
    { title: 'host.start() until every list is complete', unit: 'ms', samples },
    { title: 'host.loadKeybindings() with 100 shortcuts, code in memory', unit: 'ms', samples: shortcuts },
  ];
}

async function measureReading(options: InterleaveOptions): Promise<ContributionSamples[]> {
  const backend = await installAll(true);
  const host = openHost(backend);
  await host.start();
  for (const [key, value] of keyValues(1)) host.context.set(key, value);
  let read = 0;
  const readAll = () => {
    for (const place of places(host)) read += place.getSnapshot().length;
  };
  const lists = places(host);
  const one = pluginId(42);

  const nothing = await interleave(
    [
      {
        name: 'ours',
        async measure() {
          const begin = performance.now();
          for (let index = 0; index < READS; index++)
            for (const list of lists) read += list.getSnapshot().length;
          return ((performance.now() - begin) * 1_000_000) / READS;
        },
      },
    ],
    options,
  );
  const off: number[] = [];
  const on = await interleave(
    [
      {
        name: 'ours',
        async measure() {
          const begin = performance.now();
          await host.registry.deactivate(one);
          readAll();
          const between = performance.now();
          off.push(between - begin);
          await backend.setActive(one, true);
          const again = performance.now();
          await host.registry.refresh();
          readAll();
          return performance.now() - again;
        },
      },
    ],
    options,
  );
  const shown = await measureShown(host, readAll, options);
  await host.dispose();
  if (read === 0) throw new Error('Nothing was read');
  return [
    { title: 'all nine snapshots read, nothing changed', unit: 'ns', samples: nothing },
    {
      title: 'one plugin switched off, all snapshots read',
      unit: 'ms',
      samples: { ours: off.slice(options.warmup) },
    },
    { title: 'one switched on in another tab: refresh(), all snapshots read', unit: 'ms', samples: on },
    { title: 'a key changes that 100 conditions read, all snapshots read', unit: 'µs', samples: shown },
  ];
}

/** The same with what is made of it: the lists that an app draws. */
async function measureShown(
  host: PluginHost,
  readAll: () => void,
  options: InterleaveOptions,
): Promise<Samples> {
  const { key, values, changes } = CHANGES.byHundred;
  const state = new Map<string, unknown>(keyValues(1));
  const clauses = new Map<string, WhenClause>();
  for (const text of conditions) {
    const parsed = parseWhen(text);
    if (parsed.ok) clauses.set(text, parsed.clause);
  }
  const holds = ({ when }: { when?: string | undefined }) =>
    when === undefined ||
    clauses.get(when)?.evaluate(
      (name) => state.get(name),
      () => false,
    );
  const lists: readonly Pick<ContributionList<Contributed>, 'getAll' | 'getSnapshot'>[] = places(host);
  const measure = (change: (value: unknown) => void) => async () => {
    const begin = performance.now();
    for (let index = 0; index < changes.naive; index++) change(values[index % 2]);
    return ((performance.now() - begin) * 1_000) / changes.naive;
  };
  const samples = await interleave(
    [
      {
        name: 'ours',
        measure: measure((value) => {
          host.context.set(key, value);
          readAll();
        }),
      },
      {
        name: 'naive',
        measure: measure((value) => {
          state.set(key, value);
          for (const list of lists) list.getAll().filter(holds);
        }),
      },
    ],
    options,
  );
  // Both have been left in the same state.
  for (const list of lists)
    if (list.getSnapshot().length !== list.getAll().filter(holds).length)
      throw new Error('The contenders do not show the same');
  return samples;
}
