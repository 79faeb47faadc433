import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { text } from './schemas.ts';

export const clipboard = defineNamespace('clipboard', {
  docs: 'The user’s clipboard. A plugin can write to it shortly after the user clicked on something of the plugin’s, and never read it.',
  methods: {
    writeText: {
      kind: 'call',
      permission: 'ui',
      args: v.strictTuple([text(1_000_000)]),
      docs: 'Puts text on the clipboard. Rejects with `GESTURE_REQUIRED` when the user has not just run one of the plugin’s actions.',
      example: "await api.clipboard.writeText('#1e90ff');",
    },
  },
});
