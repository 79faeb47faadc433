import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { callback, nonEmptyText, text } from './schemas.ts';

export const notification = v.object({
  type: v.picklist(['info', 'success', 'warning', 'error'], 'must be info, success, warning or error'),
  title: nonEmptyText(300),
  message: v.optional(text(2000)),
  duration: v.optional(
    v.pipe(
      v.number('must be a number of milliseconds'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(600_000, 'must be at most 600000'),
    ),
  ),
  actions: v.optional(
    v.pipe(
      v.array(v.object({ label: nonEmptyText(100), callback: callback<[], unknown>() })),
      v.maxLength(4, 'must have at most 4 actions'),
    ),
  ),
});

export type Notification = v.InferOutput<typeof notification>;

export const ui = defineNamespace('ui', {
  docs: 'What a plugin can show to the user.',
  methods: {
    showNotification: {
      kind: 'call',
      permission: ['notifications', 'ui'],
      callbacks: true,
      args: v.strictTuple([notification]),
      docs: 'Shows a toast with the name of the plugin. `duration` is in milliseconds, 0 keeps it until it is closed. Resolves once it is shown.',
    },
  },
});
