import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { nonEmptyText } from './schemas.ts';

const key = nonEmptyText(500);

export const storage = defineNamespace('storage', {
  on: 'context',
  docs: 'Key and value pairs of this plugin and this user. Values are anything that can be cloned.',
  methods: {
    get: {
      kind: 'call',
      permission: 'storage',
      args: v.tuple([key, v.optional(v.unknown())]),
      result: v.unknown(),
      docs: 'The value of a key, or the given default, or undefined.',
      example: "const count = await context.storage.get('count', 0);",
    },
    set: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([key, v.unknown()]),
      docs: 'Stores a value. Resolves once it is durable.',
      example: "await context.storage.set('count', 1);",
    },
    delete: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([key]),
      docs: 'Removes a key; a key that is not there is no error.',
      example: "await context.storage.delete('count');",
    },
    keys: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([]),
      result: v.array(v.string()),
      docs: 'All keys of this plugin.',
      example: 'const keys = await context.storage.keys();',
    },
    clear: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([]),
      docs: 'Removes all keys of this plugin.',
      example: 'await context.storage.clear();',
    },
  },
});
