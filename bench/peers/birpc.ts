import { createBirpc } from 'birpc';
import type { Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

type Served = Pick<Service, 'add' | 'tick' | 'ticks' | 'clone'>;

export const birpc: PeerAdapter = {
  name: 'birpc',
  async join({ both: port }, { add, tick, ticks, clone }) {
    const served: Served = { add, tick, ticks, clone };
    const remote = createBirpc<Served, Served>(served, {
      eventNames: ['tick'],
      post: (data) => port.postMessage(data),
      on: (listener) => {
        port.onmessage = ({ data }) => listener(data);
      },
    });
    return {
      add: (a, b) => remote.add(a, b),
      tick: (value) => void remote.tick.asEvent(value),
      ticks: () => remote.ticks(),
      clone: (value) => remote.clone(value),
    };
  },
};
