import type { HostSide, Namespace } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ServiceCall } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

type ServiceMethod = (...args: unknown[]) => unknown;

/**
 * A namespace whose methods are those of a service of the app, called with one more argument: for whom. A service that is absent,
 * or lacks the method, is `NOT_SUPPORTED`.
 */
export function bindService<S extends Namespace>(
  contract: S,
  service: object | undefined,
  scope: PluginScope,
): HostSide<S> {
  const methods = Object.keys(contract.methods).map((key) => {
    const name = `${contract.name}.${key}`;
    return [
      key,
      async (...args: unknown[]) =>
        offered<ServiceMethod>(service, key, name).call(service, ...args, serviceCall(scope)),
    ];
  });
  return Object.fromEntries(methods) as HostSide<S>;
}

/** @throws PluginError `NOT_SUPPORTED` */
export function offered<M>(service: object | undefined, key: string, name: string): M {
  const method = (service as Record<string, M> | undefined)?.[key];
  if (typeof method === 'function') return method;
  throw new PluginError('NOT_SUPPORTED', `${name}: this app does not offer it to plugins`);
}

/** For whom a service works, and until when: the plugin stops, or it gives up this call. */
export function serviceCall({ identity, signal }: PluginScope, given?: AbortSignal): ServiceCall {
  return { plugin: identity, signal: given ? AbortSignal.any([signal, given]) : signal };
}
