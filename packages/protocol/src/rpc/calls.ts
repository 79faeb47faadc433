import { apply, bare } from './primordials.ts';
import type { CallOptions, InboundCall } from './types.ts';

/** Bare, because what is not given must not come from a prototype. */
export const NO_OPTIONS: CallOptions = bare({});
export const NO_DEADLINE: CallOptions = bare({ deadline: 0 });

const { AbortController: NativeAbortController } = globalThis;
const { abort } = NativeAbortController.prototype;

/** A class, so that a call costs one small object, and a signal only where a handler asks for it. */
export class Inbound implements InboundCall {
  #controller: AbortController | undefined;

  readonly oneWay: boolean;
  readonly references: boolean;

  constructor(oneWay: boolean, references: boolean) {
    this.oneWay = oneWay;
    this.references = references;
  }

  get signal(): AbortSignal {
    return this.#control().signal;
  }

  abort(reason: unknown): void {
    apply(abort, this.#control(), [reason]);
  }

  #control(): AbortController {
    this.#controller ??= new NativeAbortController();
    return this.#controller;
  }
}
