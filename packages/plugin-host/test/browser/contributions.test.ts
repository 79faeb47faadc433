import { loadPatternCompiler } from '@fluxstudio/plugin-protocol/pattern/linear-pattern';
import { parseWhen } from '@fluxstudio/plugin-protocol/when/when-clause';
import { expect } from 'chai';
import { createAppNames } from '../../src/contributions/app-names.ts';
import { createContextKeys } from '../../src/contributions/context-keys.ts';
import type { Contributed, ContributionList } from '../../src/contributions/contribution-list.ts';
import {
  type Contributions,
  createContributions,
  declareContributions,
} from '../../src/contributions/contributions.ts';
import { identityOf } from '../../src/contributions/follow-registry.ts';
import type { PluginHost } from '../../src/host-options.ts';
import {
  CONDITIONS,
  CONTRIBUTIONS,
  conditionAt,
  KEYS,
  keyValues,
  type ManyCondition,
  manyPlugins,
  PLUGINS,
  pluginId,
  READ_BY,
  UNREAD,
} from '../support/many-contributions.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const plugins = manyPlugins();
const conditions = Array.from({ length: CONDITIONS }, (_, index) => conditionAt(index));
const byText = new Map<string, ManyCondition>(conditions.map((condition) => [condition.text, condition]));

/** How many contributions there are in each place of the app. */
const COUNTS = {
  commands: 300,
  menus: 100,
  contextMenus: 100,
  panels: 100,
  toolbarItems: 100,
  statusBar: 100,
  themes: 34,
  languages: 33,
  fileTypes: 33,
};
const PLACES = Object.keys(COUNTS) as (keyof typeof COUNTS)[];

interface Counted extends TestHost {
  downloads: string[];
}

/** The host of a user who has them all from an earlier visit, switched on. */
async function visit(): Promise<Counted> {
  const downloads: string[] = [];
  const codes = Object.fromEntries(plugins.map(({ manifest, code }) => [manifest.id, { code, manifest }]));
  const test = createTestHost(codes, { sandbox: { frameUrl: '/test/runtime', size: 0 } });
  const { backend } = test;
  for (const { manifest } of plugins) {
    await backend.install(manifest, manifest.permissions);
    await backend.setActive(manifest.id, true);
  }
  const { download } = backend;
  backend.download = (bundle, options) => {
    downloads.push(bundle.sha256);
    return download(bundle, options);
  };
  return { ...test, downloads };
}

function frames(): number {
  return document.querySelectorAll('iframe').length;
}

function snapshots(host: PluginHost): unknown[] {
  return PLACES.map((place) => host[place].getSnapshot());
}

/** What is to be shown in each place: every condition worked out anew, from the fixture and not from its text. */
function expectShown(host: PluginHost, values: ReadonlyMap<string, boolean | string | number>): void {
  for (const [name, place] of placesOf(host)) {
    const all = place.getAll();
    const shown = all.filter(({ when }) => when === undefined || byText.get(when)?.holds(values));
    expect(ids(place.getSnapshot()), name).to.deep.equal(ids(shown));
    const orders = all.map(({ order = 0 }) => order);
    expect(orders, name).to.deep.equal(orders.toSorted((a, b) => a - b));
  }
}

type Place = Pick<ContributionList<Contributed>, 'getAll' | 'getSnapshot'>;

const placesOf = (lists: Contributions): [name: string, place: Place][] =>
  PLACES.map((name) => [name, lists[name]]);

/** What all contributions there are want to be shown under. */
const whensOf = (lists: Contributions) =>
  placesOf(lists).flatMap(([, place]) => place.getAll().flatMap(({ when }) => when ?? []));

const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

describe(`${CONTRIBUTIONS} contributions of ${PLUGINS} plugins that do not run`, () => {
  let test: Counted;
  let host: PluginHost;

  beforeEach(async () => {
    test = await visit();
    host = test.host;
    for (const [key, value] of keyValues(1)) host.context.set(key, value);
    await host.start();
  });

  afterEach(async () => {
    await host.dispose();
    expect(frames(), 'frames left').to.equal(0);
  });

  const expectNothingRuns = () => {
    expect([host.registry.activeSandboxes.size, frames(), test.downloads.length]).to.deep.equal([0, 0, 0]);
  };

  it('are all there after the start: no worker, no frame and no download of code', async () => {
    expectNothingRuns();
    const bound = (await host.loadKeybindings()).getSnapshot();
    expect(bound.length).to.equal(PLUGINS);
    const counts = Object.fromEntries(PLACES.map((place) => [place, host[place].getAll().length]));
    expect(counts).to.deep.equal(COUNTS);
    expect(Object.values(counts).reduce((sum, count) => sum + count, bound.length)).to.equal(CONTRIBUTIONS);
    for (const { manifest } of plugins)
      expect(host.commands.get(`${manifest.id}.stop`)?.plugin?.name).to.equal(manifest.name);
    expectNothingRuns();
  });

  it('are shown as their conditions say, in every state of the app', () => {
    expect(whensOf(host).filter((when) => byText.has(when)).length).to.be.greaterThan(300);
    expect(byText.size).to.equal(CONDITIONS);
    expectShown(host, keyValues(1));
    for (let seed = 2; seed < 12; seed++) {
      const values = keyValues(seed);
      for (const [key, value] of values) host.context.set(key, value);
      expectShown(host, values);
    }
    for (const [key] of keyValues(1)) host.context.set(key, undefined);
    expectShown(host, new Map());
    expectNothingRuns();
  });

  it('are the same objects until something changes, and other ones then', async () => {
    const before = snapshots(host);
    const same = () => snapshots(host).map((snapshot, index) => snapshot === before[index]);
    const everywhere = PLACES.map(() => true);
    expect(same()).to.deep.equal(everywhere);
    host.context.set(UNREAD, 'anything');
    for (const [key, value] of keyValues(1)) host.context.set(key, value);
    await Promise.resolve();
    expect(same()).to.deep.equal(everywhere);
    const [condition] = host.commands.getAll().flatMap(({ when }) => (when ? [when] : []));
    const { keys, holds } = byText.get(condition ?? '') as ManyCondition;
    const values = keyValues(1);
    const flipped = [2, 3, 4, 5, 6].find((seed) => {
      for (const key of keys) values.set(key, keyValues(seed).get(key) ?? false);
      return holds(values) !== holds(keyValues(1));
    });
    expect(flipped).not.to.equal(undefined);
    for (const key of keys) host.context.set(key, values.get(key));
    expect(host.commands.getSnapshot()).not.to.equal(before[0]);
    expectShown(host, values);
  });

  it('follow the user: one switched off is gone from every place, and comes back', async () => {
    const before = PLACES.map((place) => host[place].getAll().length);
    await host.registry.deactivate(pluginId(0));
    const own = PLACES.flatMap((place) => ids(host[place].getAll())).filter((id) =>
      id.startsWith(`${pluginId(0)}.`),
    );
    expect(own).to.deep.equal([]);
    await host.registry.activate(pluginId(0));
    expect(PLACES.map((place) => host[place].getAll().length)).to.deep.equal(before);
    expect([...host.registry.activeSandboxes.keys()]).to.deep.equal([pluginId(0)]);
  });

  it('start one plugin with its first command, and no other', async () => {
    expect(await host.commands.execute('plugin-42.run', 'a')).to.deep.equal(['plugin-42', 'a']);
    expect([...host.registry.activeSandboxes.keys()]).to.deep.equal(['plugin-42']);
    expect([frames(), test.downloads.length]).to.deep.equal([1, 1]);
    expect(await host.commands.execute('plugin-42.run', 'b')).to.deep.equal(['plugin-42', 'b']);
    expect([frames(), test.downloads.length]).to.deep.equal([1, 1]);
  });

  it('run by a key of the keyboard, which starts the plugin', async () => {
    const attached = (await host.loadKeybindings()).attach(document);
    /** Whether it was for a plugin. All of the first 26 have the same modifiers. */
    const press = (plugin: number) => {
      const key = String.fromCharCode(97 + plugin);
      const init = { key, code: `Key${key.toUpperCase()}`, ctrlKey: true, altKey: true };
      return !document.body.dispatchEvent(
        new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }),
      );
    };
    const keybindings = plugins.slice(0, 26).map(({ manifest }) => manifest.contributes?.keybindings?.[0]);
    const holds = (when = '') => byText.get(when)?.holds(keyValues(1));
    const free = keybindings.findIndex((binding) => binding?.when === undefined);
    const met = keybindings.findIndex((binding) => holds(binding?.when) === true);
    const unmet = keybindings.findIndex((binding) => holds(binding?.when) === false);

    expect(press(unmet)).to.equal(false);
    for (const plugin of [free, met]) {
      const ran = test.untilLog(({ plugin: { id }, args }) => id === pluginId(plugin) && args[0] === 'ran');
      expect(press(plugin)).to.equal(true);
      await ran;
    }
    attached.dispose();
    expect(press(free)).to.equal(false);
    expect([...host.registry.activeSandboxes.keys()]).to.deep.equal([pluginId(free), pluginId(met)]);
  });
});

describe('a context key that changes', () => {
  const evaluated: string[] = [];
  const context = createContextKeys({
    loadPatterns: loadPatternCompiler,
    onFault: (message) => expect.fail(message),
    parse(text) {
      const parsed = parseWhen(text);
      if (!parsed.ok) return parsed;
      const { clause } = parsed;
      const evaluate: typeof clause.evaluate = (...args) => {
        evaluated.push(text);
        return clause.evaluate(...args);
      };
      return { ok: true, clause: { ...clause, evaluate } };
    },
  });
  const lists = createContributions({ context, names: createAppNames(), wake: async () => undefined });
  for (const { manifest } of plugins)
    declareContributions(lists, identityOf(manifest), { manifest, granted: manifest.permissions });

  /** Those of the lists: conditions of keybindings are worked out when a key is pressed. */
  const declared = new Set(
    PLACES.flatMap((place) => lists[place].getAll().flatMap(({ when }) => when ?? [])),
  );
  const readersOf = (key: string) =>
    conditions.filter(({ text, keys }) => declared.has(text) && keys.includes(key)).map(({ text }) => text);

  it('has the conditions that read it worked out, each once, and no others', () => {
    for (const [key, value] of keyValues(3)) {
      context.set(key, undefined);
      evaluated.length = 0;
      context.set(key, value);
      expect(evaluated.toSorted(), key).to.deep.equal(readersOf(key).toSorted());
      evaluated.length = 0;
      context.set(key, value);
      expect(evaluated, key).to.deep.equal([]);
    }
    context.set(UNREAD, 1);
    expect(evaluated).to.deep.equal([]);
    const counts = Object.values(READ_BY).map(
      (key) => conditions.filter(({ keys }) => keys.includes(key)).length,
    );
    expect([KEYS, ...counts]).to.deep.equal([50, 1, 10, 100]);
  });
});
