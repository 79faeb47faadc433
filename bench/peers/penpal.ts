import { CallOptions, connect, PortMessenger, Reply } from 'penpal';
import type { PeerAdapter } from './peer-adapter.ts';

type Served = {
  add(a: number, b: number): number;
  tick(value: number): void;
  ticks(): number;
  clone(value: unknown): unknown;
  transfer(buffer: ArrayBuffer): Reply<ArrayBuffer>;
};

export const penpal: PeerAdapter = {
  name: 'penpal',
  async join({ both: port }, { add, tick, ticks, clone, transfer }) {
    const methods: Served = {
      add,
      tick,
      ticks,
      clone,
      transfer: (buffer) => new Reply(transfer(buffer), { transferables: [buffer] }),
    };
    const remote = await connect<Served>({ messenger: new PortMessenger({ port }), methods }).promise;
    return {
      add: (a, b) => remote.add(a, b),
      tick: (value) => void remote.tick(value),
      ticks: () => remote.ticks(),
      clone: (value) => remote.clone(value),
      transfer: (buffer) => remote.transfer(buffer, new CallOptions({ transferables: [buffer] })),
    };
  },
};
