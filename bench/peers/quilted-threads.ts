import { markAsTransferable, ThreadMessagePort } from '@quilted/threads';
import type { Callback, Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

type Served = {
  [K in keyof Service]: (...args: Parameters<Service[K]>) => Promise<Awaited<ReturnType<Service[K]>>>;
};

export const quiltedThreads: PeerAdapter = {
  name: 'quilted-threads',
  async join({ both: port }, service) {
    const exports: Served = {
      add: async (a, b) => service.add(a, b),
      tick: async (value) => service.tick(value),
      ticks: async () => service.ticks(),
      clone: async (value) => service.clone(value),
      transfer: async (buffer) => markAsTransferable(service.transfer(buffer)),
      burst: (callback: Callback, times) => service.burst(callback, times),
    };
    const { imports } = new ThreadMessagePort<Served, Served>(port, { exports });
    port.start();
    return {
      add: (a, b) => imports.add(a, b),
      tick: (value) => void imports.tick(value),
      ticks: () => imports.ticks(),
      clone: (value) => imports.clone(value),
      transfer: (buffer) => imports.transfer(markAsTransferable(buffer)),
      burst: (callback, times) => imports.burst(async (value) => callback(value), times),
    };
  },
};
