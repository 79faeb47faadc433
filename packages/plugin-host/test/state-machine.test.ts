import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PluginHost } from '../src/host-options.ts';
import type { CrashRecords } from '../src/registry/crash-guard.ts';
import type { IsolateFactory } from '../src/sandbox/isolate.ts';
import { createMemoryBackend } from './support/memory-backend.ts';
import { createNodeHost, nodeLoopback } from './support/node-host.ts';
import { testManifest } from './support/test-manifest.ts';

/** Who needs whom. */
const NEEDS = { base: [], middle: ['base'], top: ['middle', 'base'] } as const;
type Id = keyof typeof NEEDS;
const IDS = Object.keys(NEEDS) as Id[];
const ASKED = ['commands', 'ui'];

const CODE = `
  export function activate(context, api) {
    api.commands.register('live', () => 'live');
    api.ui.registerPanel({ id: 'live', title: 'Live', location: 'sidebar' });
    api.events.on('app:tick', () => {});
  }`;

function manifestOf(id: Id, version = '1.0.0'): PluginManifest {
  return testManifest(id, {
    manifestVersion: 2,
    version,
    permissions: ASKED,
    dependencies: Object.fromEntries(NEEDS[id].map((other) => [other, '^1.0.0'])),
    activationEvents: ['onEvent:app:go'],
    contributes: { commands: [{ id: 'declared', title: 'Declared' }] },
    settings: { properties: { size: { type: 'number', title: 'Size', default: 0 } } },
  });
}

/** What one plugin is, in the simplest words. */
interface Model {
  enabled: boolean;
  state: 'inactive' | 'active' | 'error' | 'disabled';
  version: string;
  granted: boolean;
  /** Whether what it registered when it was started is still there. */
  registered: boolean;
  size: number;
  crashes: number;
  /** It ran and died, and was not started again since. */
  died: boolean;
}
type Models = Map<Id, Model>;

/** A host whose workers are counted. */
class Reality {
  readonly backend = createMemoryBackend(Object.fromEntries(IDS.map((id) => [id, { code: CODE }])));
  readonly journal = this.#createJournal();
  workers = 0;
  host = this.#visit();

  #createJournal() {
    let records: CrashRecords = {};
    return {
      read: async () => records,
      write: async (all: CrashRecords) => {
        records = all;
      },
    };
  }

  #visit(): PluginHost {
    const take = nodeLoopback();
    const isolation: IsolateFactory = async (...args) => {
      const isolate = await take(...args);
      this.workers++;
      let counted = true;
      return {
        ...isolate,
        dispose: () => {
          if (counted) this.workers--;
          counted = false;
          isolate.dispose();
        },
      };
    };
    return createNodeHost({}, { backend: this.backend, crashJournal: this.journal, sandbox: { isolation } })
      .host;
  }

  async reload(): Promise<void> {
    await this.host.dispose();
    this.host = this.#visit();
    await this.host.start();
  }

  /** Everything that was set off has come to its end. */
  settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve));
  }
}

/** What a start comes to: it runs what it needs first. Returns whether it runs then. */
function start(models: Models, id: Id, wanted: boolean): boolean {
  const model = models.get(id);
  if (!model) return false;
  if (model.state === 'active') {
    model.enabled = true;
    return true;
  }
  const complete = needsOf(id).every((other) => models.has(other));
  if (complete) {
    for (const other of needsOf(id)) if (wanted || mayWake(models.get(other))) start(models, other, wanted);
  }
  if (model.state === 'disabled') return false;
  const ready = NEEDS[id].every((other) => models.get(other)?.state === 'active');
  const runs = complete && ready && model.granted;
  model.state = runs ? 'active' : 'error';
  // What is missing keeps it from being started at all.
  if (complete) model.died = false;
  model.registered = runs;
  if (runs) model.enabled = true;
  return runs;
}

/** One that could not be started waits for its user, one that died for the next call. */
function mayWake(model: Model | undefined): boolean {
  return model?.enabled === true && (model.state !== 'error' || model.died);
}

/** All that a plugin needs, and what that needs. */
function needsOf(id: Id): Id[] {
  return [...new Set(NEEDS[id].flatMap((other: Id) => [...needsOf(other), other]))];
}

type Step = fc.AsyncCommand<Models, Reality>;

/** A step that must succeed exactly when the model says so. */
function step(
  name: string,
  expected: (models: Models) => boolean,
  run: (reality: Reality) => Promise<unknown>,
): Step {
  return {
    toString: () => name,
    check: () => true,
    async run(models, reality) {
      const succeeds = expected(models);
      const outcome = await run(reality).then(
        () => true,
        (error) => error,
      );
      await reality.settled();
      expect({ step: name, outcome: outcome === true || `${outcome.code}` }).toEqual({
        step: name,
        outcome: succeeds || expect.any(String),
      });
      compare(models, reality);
    },
  };
}

function compare(models: Models, { host, workers }: Reality): void {
  const real = IDS.map((id) => {
    const plugin = host.registry.getPlugin(id);
    return {
      id,
      ...(plugin && {
        state: plugin.state,
        enabled: plugin.enabled,
        version: plugin.manifest.version,
        size: plugin.settings.size,
        granted: [...host.registry.grants.get(id)],
      }),
      running: host.registry.activeSandboxes.has(id),
      live: [
        host.commands.getAll().some((command) => command.id === `${id}.live`),
        host.panels.getAll().some((panel) => panel.id === `${id}.live`),
      ],
      declared: host.commands.getSnapshot().some((command) => command.id === `${id}.declared`),
    };
  });
  const expected = IDS.map((id) => {
    const model = models.get(id);
    const running = model?.state === 'active';
    return {
      id,
      ...(model && {
        state: model.state,
        enabled: model.enabled,
        version: model.version,
        size: model.size,
        granted: model.granted ? ASKED : [],
      }),
      running,
      live: [running && model.registered, running && model.registered],
      declared: model?.enabled === true && model.state !== 'disabled' && model.granted,
    };
  });
  expect(real).toEqual(expected);
  expect(workers).toBe(expected.filter(({ running }) => running).length);
}

const steps = {
  install: (id: Id) =>
    step(
      `install ${id}`,
      (models) => {
        if (models.has(id)) return false;
        models.set(id, {
          enabled: false,
          state: 'inactive',
          version: '1.0.0',
          granted: true,
          registered: false,
          size: 0,
          crashes: 0,
          died: false,
        });
        return true;
      },
      ({ host }) => host.registry.install(manifestOf(id), { permissions: ASKED }),
    ),
  uninstall: (id: Id) =>
    step(
      `uninstall ${id}`,
      (models) => models.delete(id),
      ({ host }) => host.registry.uninstall(id),
    ),
  activate: (id: Id) =>
    step(
      `activate ${id}`,
      (models) => {
        const model = models.get(id);
        if (model?.state === 'disabled') Object.assign(model, { state: 'inactive', crashes: 0 });
        return start(models, id, true);
      },
      ({ host }) => host.registry.activate(id),
    ),
  deactivate: (id: Id) =>
    step(
      `deactivate ${id}`,
      (models) => {
        const model = models.get(id);
        if (!model) return false;
        model.enabled = false;
        if (model.state !== 'disabled') model.state = 'inactive';
        return true;
      },
      ({ host }) => host.registry.deactivate(id),
    ),
  wake: () =>
    step(
      'wake all',
      (models) => {
        const waiting = IDS.filter((id) => models.get(id)?.enabled && models.get(id)?.state === 'inactive');
        for (const id of waiting) start(models, id, false);
        return true;
      },
      ({ host }) => host.activateByEvent('onEvent:app:go'),
    ),
  crash: (id: Id) =>
    step(
      `crash ${id}`,
      (models) => {
        const model = models.get(id);
        if (model?.state !== 'active') return true;
        model.state = ++model.crashes === 3 ? 'disabled' : 'error';
        model.died = true;
        return true;
      },
      async ({ host }) =>
        host.registry.activeSandboxes.get(id)?.dispose(new PluginError('LIMIT_EXCEEDED', 'crashed')),
    ),
  update: (id: Id, version: string) =>
    step(
      `update ${id} to ${version}`,
      (models) => {
        const model = models.get(id);
        if (!model) return false;
        if (model.state !== 'active') {
          if (model.state === 'disabled' && model.version !== version)
            Object.assign(model, { state: 'inactive', crashes: 0 });
          // Another version may do better.
          if (model.state === 'error') model.state = 'inactive';
          model.version = version;
          return true;
        }
        if (!needsOf(id).every((other) => models.has(other))) return false;
        model.version = version;
        model.state = 'inactive';
        return start(models, id, true);
      },
      ({ host }) => host.registry.update(id, manifestOf(id, version)),
    ),
  grant: (id: Id, granted: boolean) =>
    step(
      `${granted ? 'allow' : 'revoke'} ${id}`,
      (models) => {
        const model = models.get(id);
        if (!model) return false;
        model.granted = granted;
        if (!granted) model.registered = false;
        return true;
      },
      ({ host }) => host.registry.grants.set(id, granted ? ASKED : []),
    ),
  settings: (id: Id, size: number) =>
    step(
      `set ${id} to ${size}`,
      (models) => {
        const model = models.get(id);
        if (!model) return false;
        model.size = size;
        return true;
      },
      ({ host }) => host.registry.updateSettings(id, { size }),
    ),
  reload: () =>
    step(
      'reload',
      (models) => {
        for (const model of models.values()) {
          if (model.state !== 'disabled') model.state = 'inactive';
          model.died = false;
        }
        return true;
      },
      (reality) => reality.reload(),
    ),
};

const anId = fc.constantFrom(...IDS);
const aVersion = fc.constantFrom('1.0.0', '1.1.0', '1.2.0');
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  anId.map(steps.install),
  anId.map(steps.install),
  anId.map(steps.uninstall),
  anId.map(steps.activate),
  anId.map(steps.activate),
  anId.map(steps.deactivate),
  fc.constant(steps.wake()),
  anId.map(steps.crash),
  anId.map(steps.crash),
  fc.tuple(anId, aVersion).map((args) => steps.update(...args)),
  fc.tuple(anId, fc.boolean()).map((args) => steps.grant(...args)),
  fc.tuple(anId, fc.integer()).map((args) => steps.settings(...args)),
  fc.constant(steps.reload()),
);

describe('plugins that need each other', () => {
  it('are what a simple model says, whatever happens to them one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([anyStep], { maxCommands: 40, size: 'max' }), async (commands) => {
        const reality = new Reality();
        try {
          await reality.host.start();
          await fc.asyncModelRun(() => ({ model: new Map(), real: reality }), commands);
        } finally {
          await reality.host.dispose();
        }
        expect(reality.workers).toBe(0);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('leave nothing behind when it all happens at once', async () => {
    const acts = fc.array(fc.tuple(fc.nat(8), anId, fc.nat(3)), { minLength: 5, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const reality = new Reality();
        const { host } = reality;
        const { registry } = host;
        await host.start();
        for (const id of IDS) await registry.install(manifestOf(id), { permissions: ASKED });
        const act = async ([kind, id, turns]: [number, Id, number]): Promise<unknown> => {
          for (let turn = 0; turn < turns; turn++) await reality.settled();
          return [
            () => registry.activate(id),
            () => registry.activate(id),
            () => registry.deactivate(id),
            () => registry.uninstall(id),
            () => registry.install(manifestOf(id), { permissions: ASKED }),
            () => registry.update(id, manifestOf(id, `1.${turns}.0`)),
            () => registry.grants.set(id, turns % 2 ? ASKED : []),
            () => host.activateByEvent('onEvent:app:go'),
            async () => registry.activeSandboxes.get(id)?.dispose(new PluginError('LIMIT_EXCEEDED', 'x')),
          ][kind]?.();
        };
        await Promise.allSettled(list.map(act));
        await reality.settled();
        const states = registry.getAllPlugins().map(({ manifest: { id }, state }) => [id, state]);
        expect(states.every(([, state]) => state !== 'loading')).toBe(true);
        const active = states.flatMap(([id, state]) => (state === 'active' ? [id] : [])).sort();
        expect([...registry.activeSandboxes.keys()].sort()).toEqual(active);
        expect(reality.workers).toBe(active.length);
        const owners = [...host.commands.getAll(), ...host.panels.getAll()]
          .filter(({ id }) => id.endsWith('.live'))
          .map(({ plugin }) => plugin?.id);
        expect(owners.every((owner) => active.includes(owner ?? ''))).toBe(true);
        // What is stored says the same.
        const stored = new Map((await host.backend.list()).map((row) => [row.pluginId, row]));
        expect([...stored.keys()].sort()).toEqual(states.map(([id]) => id).sort());
        for (const plugin of registry.getAllPlugins()) {
          const row = stored.get(plugin.manifest.id);
          expect([plugin.enabled, plugin.manifest.version, plugin.grantedPermissions]).toEqual([
            row?.state === 'active',
            row?.manifest.version,
            row?.grantedPermissions,
          ]);
        }
        for (const { manifest } of registry.getAllPlugins()) await registry.uninstall(manifest.id);
        expect([reality.workers, host.commands.getAll(), host.panels.getAll()]).toEqual([0, [], []]);
        await host.dispose();
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
