import { MessagePort as NodeMessagePort } from 'node:worker_threads';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { connectSession } from '../worker/connect-session.ts';
import {
  createPluginHost,
  declaredEntries,
  type LogEntry,
  noJournal,
  noLocks,
  type PluginHost,
  silentTabs,
} from './host-source.ts';
import { createKillableIsolates } from './killable-isolates.ts';
import { createManualClock } from './manual-clock.ts';
import { createMemoryBackend } from './memory-backend.ts';
import { createPluginLoader } from './plugin-loader.ts';
import { PluginTestHost } from './plugin-test-host.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import type { TestHost, TestHostOptions } from './test-host.ts';
import { createWatch } from './watch.ts';

/**
 * Runs a plugin over the real wire, through the real gate, in the process of the test: no browser and no mock of the API.
 *
 * @throws PluginError with the real reason when the manifest is not valid or the plugin does not start; nothing is left then
 *
 * @example
 * await using host = await createTestHost({ plugin, manifest: { permissions: ['commands'] } });
 * expect(await host.runCommand('mix', 'red', 'blue')).toBe('purple');
 */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  requireNodeEvents();
  const manifest = readManifest(options.manifest);
  const { host, testHost, app } = assemble(manifest, options);
  try {
    for (const [id, { version = '1.0.0', functions }] of Object.entries(options.extensions ?? {})) {
      const exported = { functions: Object.keys(functions) };
      await host.registry.install(readManifest({ id, name: id, version, exports: exported }), {
        permissions: [],
      });
    }
    await host.registry.install(manifest, { permissions: options.grants ?? manifest.permissions });
    await showPanels(host, manifest, app);
    if (options.activate ?? true) await testHost.activate();
    return testHost;
  } catch (error) {
    await testHost.dispose();
    throw error;
  }
}

/**
 * Environments that imitate a browser put their own `EventTarget` in the place of Node's, which the ports of Node do not know.
 *
 * @throws PluginError `NOT_SUPPORTED`
 */
function requireNodeEvents(): void {
  if (NodeMessagePort.prototype instanceof EventTarget) return;
  throw new PluginError(
    'NOT_SUPPORTED',
    'createTestHost needs the events of Node: put “// @vitest-environment node” on top of the test file',
  );
}

/** @throws PluginError `INVALID_MANIFEST` */
function readManifest(given: TestHostOptions['manifest']): PluginManifest {
  const required = { id: 'test-plugin', name: 'Test plugin', version: '1.0.0', main: 'main.js' };
  const result = parseManifest({ ...required, ...given });
  if (result.ok) return result.manifest;
  const { issues } = result;
  const faults = issues.map(({ message }) => message).join('; ');
  throw new PluginError('INVALID_MANIFEST', `The manifest is not valid: ${faults}`, { data: { issues } });
}

/** The real host, with everything it gets from an app and a browser made for tests. */
function assemble(manifest: PluginManifest, options: TestHostOptions) {
  const watch = createWatch();
  const clock = createManualClock();
  const app = createTestApp(options, watch);
  const entries: LogEntry[] = [];
  let evaluations = 0;
  const loader = createPluginLoader(options.plugin, () => {
    evaluations++;
    watch.changed();
  });
  const isolates = createKillableIsolates((port, id) => {
    const functions = app.extensions.get(id)?.functions;
    const other = functions && createPluginLoader({ activate: () => functions }, watch.changed);
    const { loaderFor } = other ?? loader;
    const connected = connectSession(
      port,
      loaderFor((error) => connected.session.reportFault(error)),
    );
    return connected;
  });
  const host = createPluginHost({
    backend: createMemoryBackend({
      code: loader.code,
      pluginId: manifest.id,
      settings: options.settings ?? {},
      onSettings: app.onSettings,
      syncStorage: app.syncStorage,
    }),
    services: app.services,
    namespaces: options.namespaces ?? [],
    userId: 'test-user',
    locks: noLocks,
    tabs: silentTabs,
    crashJournal: noJournal,
    // No heartbeat: in one thread, a plugin that hangs hangs the test.
    sandbox: { isolation: isolates.take, deadlines: { heartbeat: Infinity } },
    onLog(entry) {
      entries.push(entry);
      watch.changed();
    },
    createStorage: () => app.storage,
    createSecrets: () => app.secrets,
    clock,
  });
  connectApp(host, app, watch.changed);
  const testHost = new PluginTestHost({
    manifest,
    host,
    app,
    clock,
    isolates,
    entries,
    watch,
    evaluations: () => evaluations,
  });
  return { host, testHost, app };
}

/** Panels that the manifest declares are there before the plugin registers them; the app shows those of every location. */
async function showPanels(host: PluginHost, manifest: PluginManifest, { revealed }: TestApp): Promise<void> {
  const { id, name } = manifest;
  host.panels.declare(id, declaredEntries({ id, name }, manifest, host.registry.grants.get(id)).panels);
  const layout = await host.loadPanelLayout();
  for (const location of ['sidebar', 'bottomPanel', 'rightPanel', 'modal'] as const) {
    layout.onReveal(location, ({ panel }) => {
      revealed.push(panel.id);
      return true;
    });
  }
}

function connectApp(host: PluginHost, { commands }: TestApp, onChange: () => void): void {
  for (const { subscribe } of [host.registry, host.commands, host.panels, host.toolbarItems])
    subscribe(onChange);
  for (const [id, handler] of commands) host.commands.register({ id, title: id }, handler);
}
