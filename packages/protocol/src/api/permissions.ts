import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { isPermissionName } from '../permissions.ts';
import { callback } from './schemas.ts';

const name = v.pipe(
  v.custom<string>(isPermissionName, 'must be the name of a permission'),
  v.title('string'),
);
const names = v.pipe(
  v.union(
    [
      v.pipe(
        name,
        v.transform((one) => [one]),
      ),
      v.array(name),
    ],
    'must be permissions',
  ),
  v.minLength(1, 'must not be empty'),
  v.maxLength(20, 'must have at most 20 permissions'),
);

/** What changed. */
export interface PermissionChange {
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
}

export const permissions = defineNamespace('permissions', {
  docs: 'What the user allows the plugin: it can change while the plugin runs.',
  methods: {
    getAll: {
      kind: 'snapshot',
      permission: 'nothing',
      result: v.array(v.string()),
      docs: 'Everything that is granted now.',
      example: 'const granted = api.permissions.getAll();',
    },
    contains: {
      kind: 'call',
      permission: 'nothing',
      args: v.strictTuple([names]),
      result: v.boolean(),
      docs: 'Whether all of these are granted. `files` covers `files:read`.',
      example: "const mayRead = await api.permissions.contains('files:read');",
    },
    request: {
      kind: 'call',
      permission: 'nothing',
      args: v.strictTuple([names]),
      result: v.boolean(),
      docs: 'Asks the user for permissions of the manifest’s `optionalPermissions`. Resolves with whether all of them are granted afterwards. What is granted already is not asked again.',
      example: "if (await api.permissions.request('files:read')) context.log.info('thank you');",
    },
    onDidChange: {
      kind: 'subscribe',
      permission: 'nothing',
      callbacks: true,
      args: v.strictTuple([
        callback<[PermissionChange], unknown>(
          '(change: { granted: string[]; revoked: string[] }) => unknown',
        ),
      ]),
      docs: 'Calls back when something was granted or revoked.',
      example:
        'context.subscriptions.push(api.permissions.onDidChange(({ revoked }) => context.log.warn(...revoked)));',
    },
  },
});
