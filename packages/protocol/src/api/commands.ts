import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { LOCAL_NAME } from '../ids.ts';
import { callback, nonEmptyText } from './schemas.ts';

const commandId = nonEmptyText(200);
/** As manifests have it; a full id is of the same form. */
const commandName = v.pipe(
  commandId,
  v.regex(LOCAL_NAME, 'must be a name of letters, digits, "_", "-", with "." ":" or "/" between parts'),
);
const MAX_ARGUMENTS = 100;

export const commands = defineNamespace('commands', {
  docs: 'Actions with a name, which the user runs from the command palette and the app by their id. A plugin runs its own and those of the app.',
  methods: {
    register: {
      kind: 'subscribe',
      permission: 'commands',
      callbacks: true,
      args: v.strictTuple([commandName, callback()]),
      docs: 'Registers the code behind a command. The short id belongs to the plugin: `generate` becomes `<pluginId>.generate`.',
      example: `context.subscriptions.push(api.commands.register('mix', (a, b) => \`\${a}-\${b}\`));`,
    },
    execute: {
      kind: 'call',
      permission: 'commands',
      args: v.pipe(
        v.tupleWithRest([commandId], v.unknown()),
        v.maxLength(MAX_ARGUMENTS + 1, `must be at most ${MAX_ARGUMENTS} beside the id`),
      ),
      result: v.unknown(),
      docs: 'Runs a command and resolves with what it returns.',
      example:
        "api.commands.register('mix', () => 'purple');\nconst color = await api.commands.execute('mix');",
    },
    getAll: {
      kind: 'snapshot',
      permission: 'commands',
      result: v.array(v.string()),
      docs: 'The full ids of all registered commands.',
      example: 'const ids = api.commands.getAll();',
    },
  },
});
