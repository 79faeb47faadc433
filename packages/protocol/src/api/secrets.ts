import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { nonEmptyText, text } from './schemas.ts';

const key = nonEmptyText(500);

export const secrets = defineNamespace('secrets', {
  on: 'context',
  docs: 'Passwords and tokens of this plugin and this user, encrypted where they are kept, and in no log, setting or export.',
  methods: {
    get: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([key]),
      result: v.optional(v.string()),
      docs: 'The secret of a key, or undefined.',
      example: "const token = await context.secrets.get('token');",
    },
    set: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([key, text(100_000)]),
      docs: 'Stores a secret. Resolves once it is durable.',
      example: "await context.secrets.set('token', 'abc');",
    },
    delete: {
      kind: 'call',
      permission: 'storage',
      args: v.strictTuple([key]),
      docs: 'Removes a secret; one that is not there is no error.',
      example: "await context.secrets.delete('token');",
    },
  },
});
