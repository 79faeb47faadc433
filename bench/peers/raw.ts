import type { Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

type Call = [id: number, method: 'add' | 'ticks' | 'clone' | 'transfer', args: unknown[]];
type Answer = [id: number, value: unknown];
type Event = [value: number];

/** What a careful author writes by hand: one message per call, an id, a map. No checks, no errors, no callbacks. */
export const raw: PeerAdapter = {
  name: 'raw',
  async join({ both: port }, service) {
    const pending = new Map<number, (value: unknown) => void>();
    let lastId = 0;

    port.onmessage = ({ data }: MessageEvent<Call | Answer | Event>) => {
      switch (data.length) {
        case 1:
          service.tick(data[0]);
          break;
        case 2:
          pending.get(data[0])?.(data[1]);
          pending.delete(data[0]);
          break;
        case 3: {
          const value = answer(service, data);
          port.postMessage([data[0], value], value instanceof ArrayBuffer ? [value] : []);
        }
      }
    };

    function call(method: Call[1], args: unknown[], transfer: Transferable[] = []): Promise<unknown> {
      return new Promise((resolve) => {
        const id = ++lastId;
        pending.set(id, resolve);
        port.postMessage([id, method, args], transfer);
      });
    }

    return {
      add: (a, b) => call('add', [a, b]) as Promise<number>,
      tick: (value) => port.postMessage([value]),
      ticks: () => call('ticks', []) as Promise<number>,
      clone: (value) => call('clone', [value]),
      transfer: (buffer) => call('transfer', [buffer], [buffer]) as Promise<ArrayBuffer>,
    };
  },
};

function answer(service: Service, [, method, args]: Call): unknown {
  switch (method) {
    case 'add':
      return service.add(args[0] as number, args[1] as number);
    case 'ticks':
      return service.ticks();
    case 'clone':
      return service.clone(args[0]);
    case 'transfer':
      return service.transfer(args[0] as ArrayBuffer);
  }
}
