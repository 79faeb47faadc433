import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { callback, nonEmptyText } from './schemas.ts';

const MAX_ARGUMENTS = 16;

export const extension = v.object({
  id: v.string(),
  version: v.string(),
  /** Whether it runs now. One that does not is started by the first call. */
  active: v.boolean(),
  /** The functions it exports. */
  functions: v.array(v.string()),
});

/** Another plugin, as one that depends on it sees it. */
export type Extension = v.InferOutput<typeof extension>;

export const extensions = defineNamespace('extensions', {
  docs: 'Other plugins: those that the manifest names in `dependencies`, and the functions they export.',
  methods: {
    getAll: {
      kind: 'snapshot',
      permission: 'nothing',
      result: v.array(extension),
      docs: 'The dependencies that are installed, with what they export. `getExports(id)` has the functions of one, ready to be called.',
      example: 'const ids = api.extensions.getAll().map(({ id }) => id);',
    },
    call: {
      kind: 'call',
      permission: 'nothing',
      args: v.pipe(
        v.tupleWithRest([nonEmptyText(64), nonEmptyText(128)], v.unknown()),
        v.maxLength(MAX_ARGUMENTS + 2, `must be at most ${MAX_ARGUMENTS} beside plugin and function`),
      ),
      result: v.unknown(),
      scope: ([id], manifest) =>
        typeof id === 'string' && Object.hasOwn(manifest.dependencies ?? {}, id)
          ? undefined
          : `${id} is not among the \`dependencies\` of the manifest`,
      docs: 'Calls a function that another plugin exports, and starts that plugin where it does not run. Arguments and result are plain data. What `getExports(id)` calls.',
      example:
        "const palettes = api.extensions.getExports('color-palette');\nconst purple = await palettes.mix('red', 'blue');",
    },
    onDidChange: {
      kind: 'subscribe',
      permission: 'nothing',
      callbacks: true,
      args: v.strictTuple([callback<[], unknown>('() => unknown')]),
      docs: 'Calls back when a dependency was started, stopped, updated, installed or removed.',
      example:
        'context.subscriptions.push(api.extensions.onDidChange(() => context.log.info(api.extensions.getAll())));',
    },
  },
});
