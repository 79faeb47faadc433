import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryBackend } from '../../test/support/memory-backend.ts';
import { testManifest } from '../../test/support/test-manifest.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { PluginRegistry } from './plugin-registry.ts';
import type { PluginStarter } from './running-plugin.ts';

const IDS = ['alpha', 'beta'];

/** Stands for a sandbox: counts what lives, and can die by itself. */
function fakeWorld(pause: (label: string) => Promise<unknown> = async () => undefined) {
  const living = new Map<object, string>();
  const failing = new Set<string>();
  const start: PluginStarter = async ({ manifest }, { signal }) => {
    const { id } = manifest;
    let closed: PluginError | undefined;
    const listeners = new Set<(reason: PluginError) => void>();
    const close = (reason: PluginError) => {
      if (closed) return;
      closed = reason;
      living.delete(sandbox);
      for (const listener of listeners) listener(reason);
    };
    const sandbox = {
      pluginId: id,
      get closed() {
        return closed;
      },
      onDidClose(listener: (reason: PluginError) => void) {
        if (closed) listener(closed);
        else listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
      probe: async () => closed === undefined,
      dispose: close,
    };
    living.set(sandbox, id);
    signal.addEventListener('abort', () => close(signal.reason));
    if (signal.aborted) close(signal.reason);
    await pause(`start ${id}`);
    if (failing.has(id)) close(new PluginError('LOAD_FAILED', 'broken'));
    if (closed) throw closed;
    return {
      // The registry uses this much of a sandbox and no more.
      sandbox: sandbox as unknown as PluginSandbox,
      idleFor: () => 0,
      async stop() {
        await pause(`stop ${id}`);
        close(new PluginError('DISPOSED', 'stopped'));
      },
    };
  };
  const kill = (id: string) => {
    for (const [sandbox, owner] of living) {
      if (owner === id)
        (sandbox as { dispose(reason: PluginError): void }).dispose(new PluginError('WORKER_ERROR', 'died'));
    }
  };
  return { start, living, failing, kill };
}

async function makeRegistry(world: ReturnType<typeof fakeWorld>) {
  const backend = createMemoryBackend({ alpha: { code: 'a' }, beta: { code: 'b' } });
  const registry = new PluginRegistry({ backend, start: world.start, clearStorage: async () => undefined });
  return { backend, registry };
}

describe('registry', () => {
  it('gives up a start that is under way when the plugin is deactivated', async () => {
    const world = fakeWorld(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const { registry } = await makeRegistry(world);
    await registry.install(testManifest('alpha'), { permissions: [] });
    const activation = registry.activate('alpha').catch(errorCode);
    await Promise.resolve();
    await registry.deactivate('alpha');
    expect(await activation).toBe('ABORTED');
    expect(registry.getPlugin('alpha')).toMatchObject({ state: 'inactive', error: undefined });
    expect(world.living.size).toBe(0);
  });

  it('starts what is asked for after it was removed and installed again', async () => {
    const world = fakeWorld();
    const { registry } = await makeRegistry(world);
    await registry.install(testManifest('alpha'), { permissions: [] });
    const steps = [
      registry.uninstall('alpha'),
      registry.install(testManifest('alpha'), { permissions: [] }),
      registry.activate('alpha'),
    ];
    await Promise.all(steps);
    expect(registry.isActive('alpha')).toBe(true);
  });

  it('says why a manifest cannot be installed, field by field', async () => {
    const { registry } = await makeRegistry(fakeWorld());
    const manifest = { ...testManifest('alpha'), version: 'one', name: '' };
    const error = await registry.install(manifest, { permissions: [] }).catch((thrown) => thrown);
    expect(error).toMatchObject({
      code: 'INVALID_MANIFEST',
      data: { issues: [{ field: 'name' }, { field: 'version' }] },
    });
  });

  it('grants nothing the manifest does not ask for', async () => {
    const { registry } = await makeRegistry(fakeWorld());
    const error = await registry
      .install(testManifest('alpha'), { permissions: ['storage'] })
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_ARGUMENT', message: expect.stringContaining('storage') });
  });

  it('ends an activation the back end cannot record', async () => {
    const world = fakeWorld();
    const { registry, backend } = await makeRegistry(world);
    await registry.install(testManifest('alpha'), { permissions: [] });
    backend.setActive = () => Promise.reject(new PluginError('HTTP_ERROR', 'down'));
    expect(errorCode(await registry.activate('alpha').catch((error) => error))).toBe('HTTP_ERROR');
    expect(world.living.size).toBe(0);
    expect(registry.getPlugin('alpha')).toMatchObject({
      state: 'error',
      error: { code: 'HTTP_ERROR', message: 'down' },
    });
  });

  it('does not start what is disabled elsewhere, and does not enable it', async () => {
    const world = fakeWorld();
    const { registry, backend } = await makeRegistry(world);
    const row = await backend.install(testManifest('alpha'), []);
    backend.list = async () => [{ ...row, state: 'disabled' }];
    expect(await registry.loadPersistedPlugins()).toEqual([]);
    await expect(registry.activate('alpha')).rejects.toMatchObject({
      code: 'INVALID_STATE',
      message: expect.stringContaining('it is disabled'),
    });
    await registry.deactivate('alpha');
    expect(registry.getPlugin('alpha')?.state).toBe('disabled');
    expect(registry.getPlugin('alpha')?.error).toBeUndefined();
    expect(backend.calls).toEqual([]);
    expect(world.living.size).toBe(0);
  });

  it('shows an install whose record is damaged: it can be removed, and says why it does not start', async () => {
    const { registry, backend } = await makeRegistry(fakeWorld());
    const row = await backend.install(testManifest('alpha'), []);
    const fault = { code: 'INVALID_MANIFEST', message: 'The record is damaged' };
    backend.list = async () => [{ ...row, state: 'error', fault }];
    await registry.loadPersistedPlugins();
    expect(registry.getPlugin('alpha')).toMatchObject({ state: 'error', error: fault });
    await expect(registry.activate('alpha')).rejects.toMatchObject(fault);
    await registry.uninstall('alpha');
    expect(registry.getAllPlugins()).toEqual([]);
  });

  it('tells one that must not run from one whose record is damaged', async () => {
    const { registry, backend } = await makeRegistry(fakeWorld());
    const row = await backend.install(testManifest('alpha'), []);
    const fault = { code: 'VERSION_WITHDRAWN', message: 'It sent data to strangers' };
    backend.list = async () => [{ ...row, state: 'disabled', fault }];
    await registry.loadPersistedPlugins();
    expect(registry.getPlugin('alpha')).toMatchObject({ state: 'disabled', error: fault });
    expect(registry.getPlugin('alpha')).not.toHaveProperty('damage');
    await expect(registry.activate('alpha')).rejects.toMatchObject({
      code: 'INVALID_STATE',
      message: expect.stringContaining('It sent data to strangers'),
    });
  });

  it('installs one whose user was never asked, as such', async () => {
    const { registry } = await makeRegistry(fakeWorld());
    const installed = await registry.install(testManifest('alpha', { permissions: ['storage'] }), {
      permissions: null,
    });
    expect(installed.grantedPermissions).toBeNull();
  });

  it('has one sandbox for each active plugin and none besides, whatever happens in whatever order', async () => {
    const id = fc.constantFrom(...IDS);
    const step = fc.record({
      action: fc.constantFrom(
        'install',
        'activate',
        'deactivate',
        'update',
        'uninstall',
        'kill',
        'break',
        'mend',
      ),
      id,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.scheduler(), async (steps, scheduler) => {
        const world = fakeWorld((label) => scheduler.schedule(Promise.resolve(), label));
        const { registry } = await makeRegistry(world);
        const outcomes: Promise<unknown>[] = [];
        const run = (promise: Promise<unknown>) => void outcomes.push(promise.catch(errorCode));
        const all = async () => {
          for (const { action, id } of steps) {
            await scheduler.schedule(Promise.resolve(), `${action} ${id}`);
            if (action === 'install') run(registry.install(testManifest(id), { permissions: [] }));
            else if (action === 'activate') run(registry.activate(id));
            else if (action === 'deactivate') run(registry.deactivate(id));
            else if (action === 'update') run(registry.update(id, testManifest(id, { version: '2.0.0' })));
            else if (action === 'uninstall') run(registry.uninstall(id));
            else if (action === 'kill') world.kill(id);
            else if (action === 'break') world.failing.add(id);
            else world.failing.delete(id);
          }
          await Promise.all(outcomes);
        };
        await scheduler.waitFor(all());
        const active = registry.getActivePlugins().map(({ manifest }) => manifest.id);
        expect([...world.living.values()].sort()).toEqual(active.sort());
        expect([...registry.activeSandboxes.keys()].sort()).toEqual(active);
        for (const { state, error, manifest } of registry.getAllPlugins()) {
          expect(['inactive', 'active', 'error']).toContain(state);
          expect(error !== undefined, `${manifest.id} ${state}`).toBe(state === 'error');
        }
        await scheduler.waitFor(registry.dispose());
        expect(world.living.size).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
