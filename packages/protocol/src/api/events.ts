import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { callback, nonEmptyText } from './schemas.ts';

const eventName = nonEmptyText(200);

export const events = defineNamespace('events', {
  docs: 'Messages between the plugin, the app and other plugins. What a plugin emits reaches others as `<pluginId>:<event>`.',
  methods: {
    on: {
      kind: 'subscribe',
      permission: 'nothing',
      callbacks: true,
      args: v.strictTuple([eventName, callback<unknown[], unknown>()]),
      docs: 'Listens to an event: an own one by its short name, or `<pluginId>:<event>`, or one the app emits.',
      example:
        "context.subscriptions.push(api.events.on('project:opened', (project) => context.log.info(project)));",
    },
    emit: {
      kind: 'notify',
      permission: 'nothing',
      args: v.pipe(
        v.tupleWithRest([eventName], v.unknown()),
        v.maxLength(17, 'must be at most 16 beside the name'),
      ),
      docs: 'Emits an event in the plugin’s own scope.',
      example: "api.events.emit('mixed', '#1e90ff');",
    },
  },
});
