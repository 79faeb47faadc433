import { expose, proxy, releaseProxy, transfer, wrap } from 'comlink';
import type { Callback, Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

export const comlink: PeerAdapter = {
  name: 'comlink',
  async join({ calls, serves }, service) {
    const exposed: Service = {
      ...service,
      transfer: (buffer) => transfer(buffer, [buffer]),
      async burst(callback, times) {
        const sum = await service.burst(callback, times);
        (callback as Callback & { [releaseProxy]?(): void })[releaseProxy]?.();
        return sum;
      },
    };
    expose(exposed, serves);
    const remote = wrap<Service>(calls);
    return {
      add: (a, b) => remote.add(a, b),
      tick: (value) => void remote.tick(value),
      ticks: () => remote.ticks(),
      clone: (value) => remote.clone(value),
      transfer: (buffer) => remote.transfer(transfer(buffer, [buffer])),
      burst: (callback, times) => remote.burst(proxy(callback), times),
    };
  },
};
