import { newMessagePortRpcSession, RpcTarget } from 'capnweb';
import type { Callback, Service } from '../shared/service.ts';
import type { PeerAdapter } from './peer-adapter.ts';

class Served extends RpcTarget {
  readonly #service: Service;

  constructor(service: Service) {
    super();
    this.#service = service;
  }

  add(a: number, b: number): number {
    return this.#service.add(a, b);
  }

  tick(value: number): void {
    this.#service.tick(value);
  }

  ticks(): number {
    return this.#service.ticks();
  }

  clone(value: unknown): unknown {
    return this.#service.clone(value);
  }

  burst(callback: Callback, times: number): Promise<number> {
    return this.#service.burst(callback, times);
  }
}

/** The part of a stub that is called here: the library's own types refuse `unknown` arguments. */
interface Stub {
  add(a: number, b: number): Promise<number>;
  tick(value: number): Disposable;
  ticks(): Promise<number>;
  clone(value: unknown): Promise<unknown>;
  burst(callback: Callback, times: number): Promise<number>;
}

interface Disposable {
  [Symbol.dispose](): void;
}

export const capnweb: PeerAdapter = {
  name: 'capnweb',
  async join({ both: port }, service) {
    const stub = newMessagePortRpcSession(port, new Served(service)) as unknown as Stub;
    return {
      add: (a, b) => stub.add(a, b),
      // Its way to say that no answer is wanted.
      tick: (value) => stub.tick(value)[Symbol.dispose](),
      ticks: () => stub.ticks(),
      clone: (value) => stub.clone(value),
      burst: (callback, times) => stub.burst(callback, times),
    };
  },
};
