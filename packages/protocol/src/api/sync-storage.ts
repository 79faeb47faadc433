import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { jsonValue } from './json-value.ts';
import { syncKey } from './sync-key.ts';

export const syncStorage = defineNamespace('storage.sync', {
  on: 'context',
  docs: 'Key and value pairs of this plugin that follow the user to other devices. Values are JSON, and few: see the limits of the server.',
  methods: {
    get: {
      kind: 'call',
      permission: 'storage',
      args: v.tuple([syncKey, v.optional(v.unknown())]),
      result: v.unknown(),
      docs: 'The value of a key, or the given default, or undefined.',
      example: "const theme = await context.storage.sync.get('theme', 'light');",
    },
    set: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([syncKey, jsonValue]),
      docs: 'Stores a value of JSON. Resolves once the server has it.',
      example: "await context.storage.sync.set('theme', 'dark');",
    },
    delete: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([syncKey]),
      docs: 'Removes a key; a key that is not there is no error.',
      example: "await context.storage.sync.delete('theme');",
    },
    keys: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([]),
      result: v.array(v.string()),
      docs: 'All keys of this plugin.',
      example: 'const keys = await context.storage.sync.keys();',
    },
    clear: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([]),
      docs: 'Removes all keys of this plugin.',
      example: 'await context.storage.sync.clear();',
    },
  },
});
