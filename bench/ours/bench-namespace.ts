import { callback } from '@fluxstudio/plugin-protocol/api/schemas';
import { defineNamespace, type HostSide } from '@fluxstudio/plugin-protocol/contract';
import { transfer } from '@fluxstudio/plugin-protocol/rpc/transfer';
import * as v from 'valibot';
import { drawingSchema } from '../shared/payload.ts';
import type { Service } from '../shared/service.ts';

/** The service as an app would offer it to plugins: every method behind a permission and a schema. */
export const benchNamespace = defineNamespace('bench', {
  docs: 'What the benchmark calls.',
  methods: {
    add: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([v.number(), v.number()]),
      result: v.number(),
      docs: 'Adds two numbers.',
    },
    tick: {
      kind: 'notify',
      permission: 'projects:read',
      args: v.strictTuple([v.number()]),
      docs: 'One way.',
    },
    ticks: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([]),
      result: v.number(),
      docs: 'How many `tick`s arrived since it was last asked.',
    },
    clone: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([v.unknown()]),
      result: v.unknown(),
      docs: 'Returns its argument, declared as the core API declares stored values: anything that can be cloned.',
    },
    cloneChecked: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([drawingSchema]),
      result: drawingSchema,
      docs: 'Returns its argument, every value of it checked on its way in and out.',
    },
    transfer: {
      kind: 'call',
      permission: 'projects:read',
      args: v.strictTuple([v.instance(ArrayBuffer)]),
      // The mark that says what is moved is no ArrayBuffer.
      result: v.unknown(),
      docs: 'Returns its argument; both ways it is moved.',
    },
    burst: {
      kind: 'call',
      permission: 'projects:read',
      callbacks: true,
      args: v.strictTuple([callback<[number], number>(), v.number()]),
      result: v.number(),
      docs: 'Calls a function many times at once and adds up what it returns.',
    },
  },
});

export function bindBench(service: Service): HostSide<typeof benchNamespace> {
  return {
    add: service.add,
    tick: service.tick,
    ticks: service.ticks,
    clone: service.clone,
    cloneChecked: (drawing) => drawing,
    transfer: (buffer) => transfer(service.transfer(buffer), [buffer]),
    async burst(remote, times) {
      const sum = await service.burst(remote, times);
      remote.release();
      return sum;
    },
  };
}
