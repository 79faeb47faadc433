import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { jsonValue } from './json-value.ts';
import { callback, nonEmptyText } from './schemas.ts';

export const configurationChange = v.object({ keys: v.array(v.string()) });
export type ConfigurationChange = v.InferOutput<typeof configurationChange>;

export const workspace = defineNamespace('workspace', {
  docs: 'The plugin’s own settings.',
  methods: {
    getConfiguration: {
      kind: 'snapshot',
      permission: 'nothing',
      result: v.record(v.string(), v.unknown()),
      docs: 'All settings, or the value of one: `getConfiguration("baseColor")`.',
      example: "const base = api.workspace.getConfiguration('baseColor');",
    },
    updateConfiguration: {
      kind: 'call',
      permission: 'nothing',
      args: v.strictTuple([nonEmptyText(200), jsonValue]),
      docs: 'Stores one setting: what JSON can hold, `null` for no value. Resolves once it is durable.',
      example: "await api.workspace.updateConfiguration('baseColor', '#1e90ff');",
    },
    onDidChangeConfiguration: {
      kind: 'subscribe',
      permission: 'nothing',
      callbacks: true,
      args: v.strictTuple([
        callback<[ConfigurationChange], unknown>('(change: ConfigurationChangeEvent) => unknown'),
      ]),
      docs: 'Calls back after settings changed, by the user or by the plugin.',
      example:
        "context.subscriptions.push(\n  api.workspace.onDidChangeConfiguration((change) => {\n    if (change.affectsConfiguration('baseColor')) context.log.info('new color');\n  }),\n);",
    },
  },
});
