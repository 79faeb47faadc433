import type { NetworkResponseHead, network } from '@fluxstudio/plugin-protocol/api/network';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { NetworkService } from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.network` of one plugin. The gate has checked the host; redirects are for the service to check. */
export function bindNetwork(
  service: NetworkService | undefined,
  scope: PluginScope,
): HostSide<typeof network> {
  return {
    async fetch({ signal, ...request }) {
      const fetch = offered<NetworkService['fetch']>(service, 'fetch', 'network.fetch');
      const hosts = scope.manifest.network?.hosts ?? [];
      const response = await fetch.call(service, request, hosts, serviceCall(scope, signal));
      return toStream(response);
    },
  };
}

function toStream(response: Response): ReadableStream<NetworkResponseHead | Uint8Array> {
  const { status, statusText, headers, url, body } = response;
  const head: NetworkResponseHead = { status, statusText, headers: [...headers], url };
  const reader = body?.getReader();
  return new ReadableStream<NetworkResponseHead | Uint8Array>(
    {
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
