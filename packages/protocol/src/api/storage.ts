import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { callback, nonEmptyText } from './schemas.ts';

const key = nonEmptyText(500);

/** A change of more keys than that does not name them. */
export const MAX_CHANGED_KEYS = 1_000;

export const storageChange = v.object({
  keys: v.array(v.string()),
  removed: v.optional(v.array(v.string())),
  /** Any key may have changed. */
  all: v.optional(v.boolean()),
});
export type StorageChange = v.InferOutput<typeof storageChange>;

const usage = v.object({
  bytes: v.number(),
  keys: v.number(),
  quota: v.object({ bytes: v.number(), keys: v.number(), valueBytes: v.number() }),
});

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
    getUsage: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([]),
      result: usage,
      docs: 'How much is stored, and how much may be. Bytes are approximate.',
      example:
        "const { bytes, quota } = await context.storage.getUsage();\nif (bytes > quota.bytes / 2) context.log.warn('half full');",
    },
    onDidChange: {
      kind: 'subscribe',
      permission: 'storage',
      callbacks: true,
      args: v.strictTuple([callback<[StorageChange], unknown>('(change: StorageChange) => unknown')]),
      docs: 'Calls back after every change, by this plugin too, in this tab or another one: with all keys that changed, and under `removed` those that are gone. A change of more than 1,000 keys names none and has `all: true`. Changes that come faster than they can be told are told as one.',
      example:
        "context.subscriptions.push(\n  context.storage.onDidChange(({ keys }) => {\n    if (keys.includes('count')) context.log.info('counted');\n  }),\n);",
    },
  },
});
