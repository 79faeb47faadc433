import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';

const line = {
  kind: 'notify',
  permission: 'nothing',
  args: v.tupleWithRest([v.unknown()], v.unknown()),
} as const;

export const log = defineNamespace('log', {
  on: 'context',
  docs: 'Lines in the plugin’s log, which the app can show.',
  methods: {
    debug: {
      ...line,
      docs: 'Detail for the author.',
      example: "context.log.debug('mixed', { color: '#1e90ff' });",
    },
    info: { ...line, docs: 'What happened.', example: "context.log.info('mixed', { color: '#1e90ff' });" },
    warn: {
      ...line,
      docs: 'What may be wrong.',
      example: "context.log.warn('mixed', { color: '#1e90ff' });",
    },
    error: {
      ...line,
      docs: 'What went wrong.',
      example: "context.log.error('mixed', { color: '#1e90ff' });",
    },
  },
});

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
