import * as v from 'valibot';
import type { RouteContract } from './route-contract.ts';

export const events = {
  method: 'GET',
  path: '/events',
  operation: 'events',
  summary: 'What changes, as it happens',
  description: [
    'Server-sent events. First `ready`; then `change` with `{"type", "pluginId"}` for what the user did on another device, or on this one,',
    'and for what was published; `reset` when events are lost and everything has to be asked for again. Every event has an `id`: sent back',
    'in `Last-Event-ID` the stream goes on after it. A stream ends after some minutes, so that the user is authenticated again: come back.',
  ].join(' '),
  parameters: {
    'Last-Event-ID': {
      in: 'header',
      description: 'The `id` of the last event that was received.',
      schema: v.string(),
    },
  },
  answers: { 200: { contentType: 'text/event-stream', description: 'Does not end while it is read' } },
  errors: [429, 503],
  rate: 'stream',
} satisfies RouteContract;
