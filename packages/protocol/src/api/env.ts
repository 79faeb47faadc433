import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { callback } from './schemas.ts';

export const environment = v.object({
  appName: v.string(),
  appVersion: v.optional(v.string()),
  /** BCP 47, such as `de-AT`. */
  language: v.string(),
  theme: v.picklist(['light', 'dark']),
});
export type Environment = v.InferOutput<typeof environment>;

export const env = defineNamespace('env', {
  docs: 'Where the plugin runs.',
  methods: {
    get: {
      kind: 'snapshot',
      permission: 'nothing',
      result: environment,
      docs: 'The app, the user’s language (BCP 47) and the theme, or one of these by name.',
      example: 'const { language, theme } = api.env.get();',
    },
    onDidChange: {
      kind: 'subscribe',
      permission: 'nothing',
      callbacks: true,
      args: v.strictTuple([callback<[Environment], unknown>('(env: Environment) => unknown')]),
      docs: 'Calls back when the user changed language or theme.',
      example: 'context.subscriptions.push(api.env.onDidChange(({ theme }) => context.log.info(theme)));',
    },
  },
});
