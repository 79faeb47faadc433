import * as v from 'valibot';
import { defineNamespace } from '../contract.ts';
import { localName, panelContribution, toolbarItemContribution } from '../manifest/contributes.ts';
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

/** As a plugin writes it. */
export type Notification = v.InferInput<typeof notification>;

/**
 * What fills a panel or a dialog. A component cannot cross a worker: it is a document for a webview, or absent, and the app fills
 * the panel.
 */
const component = v.nullish(
  v.union(
    [v.object({ html: text(5_000_000) }), callback()],
    'must be { html }, a render function, or absent',
  ),
);

export type PanelComponent = v.InferOutput<typeof component>;

/** A fact that `when` clauses speak of. */
const contextValue = v.union(
  [
    v.null(),
    v.boolean(),
    v.number(),
    text(1000),
    v.pipe(v.array(text(200)), v.maxLength(1000, 'must have at most 1000 members')),
  ],
  'must be a string, a number, a boolean, null or a list of strings',
);

export const ui = defineNamespace('ui', {
  docs: 'What a plugin can show to the user.',
  methods: {
    showNotification: {
      kind: 'call',
      permission: ['notifications', 'ui'],
      callbacks: true,
      args: v.strictTuple([notification]),
      docs: 'Shows a toast with the name of the plugin. `duration` is in milliseconds, 0 keeps it until it is closed. Resolves once it is shown.',
      example: "await api.ui.showNotification({ type: 'success', title: 'Palette copied', duration: 3000 });",
    },
    showModal: {
      kind: 'call',
      permission: 'ui',
      callbacks: true,
      args: v.tuple([component]),
      result: v.unknown(),
      docs: 'Shows a dialog with the name of the plugin and resolves with its result once it is closed. The component is `{ html }` or absent, and the app fills the dialog: a function is refused with `NOT_SUPPORTED`.',
      example: "const result = await api.ui.showModal({ html: '<p>Hello</p>' });",
    },
    setContext: {
      kind: 'call',
      permission: 'ui',
      args: v.strictTuple([localName, contextValue]),
      docs: 'Sets a fact that `when` clauses speak of, as `<pluginId>.<name>`; null removes it. It ends with the plugin.',
      example: "await api.ui.setContext('hasPalette', true);",
    },
    registerPanel: {
      kind: 'subscribe',
      permission: 'ui',
      callbacks: true,
      args: v.tuple([panelContribution, component]),
      docs: 'Adds a panel to the app. Its short id belongs to the plugin. The component is `{ html }` or absent, and the app fills the panel: a function is refused with `NOT_SUPPORTED`.',
      example:
        "context.subscriptions.push(\n  api.ui.registerPanel({ id: 'colors', title: 'Colors', location: 'sidebar' }, { html: '<p>Blue</p>' }),\n);",
    },
    registerToolbarItem: {
      kind: 'subscribe',
      permission: 'ui',
      args: v.strictTuple([toolbarItemContribution]),
      docs: 'Adds a button that runs a command.',
      example:
        "context.subscriptions.push(\n  api.ui.registerToolbarItem({ id: 'mix', command: 'mix', icon: 'palette', location: 'main' }),\n);",
    },
  },
});
