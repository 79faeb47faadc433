import { createPeer } from '@fluxstudio/plugin-protocol/rpc/peer';
import { transfer, transferring } from '@fluxstudio/plugin-protocol/rpc/transfer';
import type { Callback, Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

/** Our RPC alone, without limits, flow control, gate and validation: what is left is their price. */
export const core: PeerAdapter = {
  name: 'our-rpc-alone',
  async join({ both: port }, service) {
    const peer = createPeer({
      post: transferring((batch, moved) => port.postMessage(batch, moved)),
      dispatch: (method, args) => dispatch(service, method, args),
    });
    port.onmessage = ({ data }: MessageEvent<unknown>) => peer.receive(data);
    return {
      add: (a, b) => peer.call('add', [a, b]) as Promise<number>,
      tick: (value) => peer.notify('tick', [value]),
      ticks: () => peer.call('ticks', []) as Promise<number>,
      clone: (value) => peer.call('clone', [value]),
      transfer: (buffer) => peer.call('transfer', [transfer(buffer, [buffer])]) as Promise<ArrayBuffer>,
      burst: (callback, times) =>
        peer.call('burst', [callback, times], { references: true }) as Promise<number>,
    };
  },
};

function dispatch(service: Service, method: string, args: unknown[]): unknown {
  switch (method) {
    case 'add':
      return service.add(args[0] as number, args[1] as number);
    case 'tick':
      return service.tick(args[0] as number);
    case 'ticks':
      return service.ticks();
    case 'clone':
      return service.clone(args[0]);
    case 'transfer':
      return transfer(service.transfer(args[0] as ArrayBuffer), [args[0] as ArrayBuffer]);
    case 'burst':
      return service.burst(args[0] as Callback, args[1] as number);
    default:
      throw new Error(`There is no method ${method}`);
  }
}
