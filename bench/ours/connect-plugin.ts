import { coreNamespaces, toApiShape } from '@fluxstudio/plugin-protocol/api/api';
import { loadPatternCompiler } from '@fluxstudio/plugin-protocol/pattern/linear-pattern';
import { transfer } from '@fluxstudio/plugin-protocol/rpc/transfer';
import type { ActivateParams } from '@fluxstudio/plugin-protocol/session';
import { bindCommands } from '../../packages/plugin-host/src/api/commands.ts';
import { bindEvents } from '../../packages/plugin-host/src/api/events.ts';
import { type BoundNamespace, createGate } from '../../packages/plugin-host/src/api/gate.ts';
import { createAppNames } from '../../packages/plugin-host/src/contributions/app-names.ts';
import { createCommandRegistry } from '../../packages/plugin-host/src/contributions/command-registry.ts';
import { createContextKeys } from '../../packages/plugin-host/src/contributions/context-keys.ts';
import { createEventBus } from '../../packages/plugin-host/src/contributions/event-bus.ts';
import { DEFAULT_LIMITS } from '../../packages/plugin-host/src/limits/limits.ts';
import type { IsolateFactory } from '../../packages/plugin-host/src/sandbox/isolate.ts';
import { PluginSandbox } from '../../packages/plugin-host/src/sandbox/plugin-sandbox.ts';
import type { SandboxOptions } from '../../packages/plugin-host/src/sandbox/sandbox-options.ts';
import type { Connection } from '../shared/connection.ts';
import { createService } from '../shared/service.ts';
import { benchNamespace, bindBench } from './bench-namespace.ts';
import { createBenchScope } from './scope.ts';

const ID = 'bench';
/** What a plugin with a few permissions holds; the one that is asked for stands last, as the slowest case. */
const GRANTED = ['storage', 'notifications', 'commands', 'ui', 'projects'];

export interface PluginConnection extends Connection {
  readonly sandbox: PluginSandbox;
}

/** Everything of ours between a page and a plugin: worker runtime, flow control, limits, gate, schemas, command registry. */
export async function connectPlugin(
  isolate: IsolateFactory,
  code: string,
  options: Pick<SandboxOptions, 'deadlines' | 'limits'> = {},
): Promise<PluginConnection> {
  const service = createService();
  const names = createAppNames();
  const context = createContextKeys({ loadPatterns: loadPatternCompiler, onFault: console.warn });
  const commands = createCommandRegistry({ context, names, wake: async () => undefined });
  const events = createEventBus(names);
  const scope = createBenchScope(ID);
  const namespaces: BoundNamespace[] = [
    { contract: coreNamespaces.commands, implementation: bindCommands(scope, commands, () => false) },
    { contract: coreNamespaces.events, implementation: bindEvents(scope, events, DEFAULT_LIMITS) },
    { contract: benchNamespace, implementation: bindBench(service) },
  ];
  const gate = createGate({ manifest: scope.manifest, granted: () => GRANTED, namespaces, own: scope.own });
  const sandbox = new PluginSandbox({
    pluginId: ID,
    isolate,
    dispatch: gate.dispatch,
    ...options,
    onFault: (error) => console.error(error),
  });
  await sandbox.load(code);
  const params: ActivateParams = {
    manifest: scope.manifest,
    apiVersion: '1.0.0',
    shape: toApiShape(namespaces.map(({ contract }) => contract)),
    snapshots: {},
  };
  await sandbox.call('activate', [params]);

  const execute = (name: string, ...args: unknown[]) => commands.execute(`${ID}.${name}`, ...args);
  return {
    sandbox,
    remote: {
      add: (a, b) => execute('add', a, b) as Promise<number>,
      tick: (value) => events.emit('app:tick', [value]),
      ticks: () => execute('ticks') as Promise<number>,
      clone: (value) => execute('clone', value),
      transfer: (buffer) => execute('transfer', transfer(buffer, [buffer])) as Promise<ArrayBuffer>,
    },
    run: (workload) => execute('run', workload) as Promise<number | undefined>,
    dispose: () => sandbox.dispose(),
  };
}
