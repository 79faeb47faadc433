/** The plugin under measurement. It uses nothing but its `api`, as any plugin. */
import type { commands } from '@fluxstudio/plugin-protocol/api/commands';
import type { events } from '@fluxstudio/plugin-protocol/api/events';
import type { PluginSide } from '@fluxstudio/plugin-protocol/contract';
import { transfer } from '@fluxstudio/plugin-protocol/rpc/transfer';
import type { Drawing } from '../shared/payload.ts';
import { createService, type Remote } from '../shared/service.ts';
import { measureBlock, type Workload } from '../shared/workload.ts';
import type { benchNamespace } from './bench-namespace.ts';

interface Api {
  bench: PluginSide<typeof benchNamespace>;
  commands: PluginSide<typeof commands>;
  events: PluginSide<typeof events>;
}

export function activate(_context: unknown, api: Api): void {
  const { bench } = api;
  const remote: Remote = {
    add: bench.add,
    tick: bench.tick,
    ticks: bench.ticks,
    clone: bench.clone,
    cloneChecked: (value) => bench.cloneChecked(value as Drawing),
    transfer: (buffer) => bench.transfer(transfer(buffer, [buffer])) as Promise<ArrayBuffer>,
    burst: bench.burst,
  };
  const service = createService();
  const register = (name: string, handler: (...args: never[]) => unknown) =>
    api.commands.register(name, handler as (...args: unknown[]) => unknown);
  register('run', (workload: Workload) => measureBlock(remote, workload));
  register('add', service.add);
  register('ticks', service.ticks);
  register('clone', service.clone);
  register('transfer', (buffer: ArrayBuffer) => transfer(service.transfer(buffer), [buffer]));
  api.events.on('app:tick', (value) => service.tick(value as number));
}
