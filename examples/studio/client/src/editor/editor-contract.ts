import { defineNamespace } from '@fluxstudio/plugin-host';
import * as v from 'valibot';

const openFile = v.object({ path: v.string(), text: v.string() });

/**
 * `api.editor`, as plugins see it: whoever may read files may read the one that is being written. What stands behind it is in
 * `editor-namespace.ts`.
 */
export const editor = defineNamespace('editor', {
  docs: 'The text file that is open beside the board. The event `editor:changed` says that it is another, or has another text.',
  methods: {
    getFile: {
      kind: 'call',
      permission: 'files:read',
      args: v.strictTuple([]),
      result: v.nullable(openFile),
      docs: 'Its path, and its text as it is typed, saved or not. `null` while none is open.',
    },
  },
});
