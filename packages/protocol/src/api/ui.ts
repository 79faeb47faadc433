import * as v from 'valibot';
import { defineNamespace, type FurtherPermission } from '../contract.ts';
import { localName, panelContribution, toolbarItemContribution } from '../manifest/contributes.ts';
import type { PanelMessage } from '../panel/ops.ts';
import type { WebviewMessage } from '../panel/webview.ts';
import { callback, nonEmptyText, text } from './schemas.ts';

/** How many rows one pick may offer. */
const MAX_PICK_ITEMS = 1000;

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

/** As it is sent: authors write two listeners, of which `drive` is made. */
const uiDocument = v.pipe(
  v.object({ html: text(5_000_000), drive: v.optional(callback<[...WebviewMessage], void>()) }),
  v.title('{ html: string; onOpen?(webview): unknown; onMessage?(message, webview): unknown }'),
);

/**
 * What fills a panel or a dialog: a function that draws it (it stays in the worker, only its operations cross), a document for a
 * webview, or nothing, and the app fills it.
 */
const component = v.nullish(
  v.union(
    [uiDocument, callback<[...PanelMessage], void>('(root, panel) => unknown')],
    'must be { html }, a function that draws, or absent',
  ),
);

const modalOptions = v.optional(v.object({ title: v.optional(nonEmptyText(300)) }), {});

/** As a plugin writes it. */
export type ModalOptions = NonNullable<v.InferInput<typeof modalOptions>>;

const view = v.pipe(v.number('must be a number'), v.integer('must be a whole number'));
const operations = v.pipe(
  v.custom<readonly unknown[]>(Array.isArray, 'must be a list of operations'),
  v.title('unknown[]'),
);

/** A document runs scripts of the plugin beside the app's page, with less around them than a worker has. */
const webviewAt = (index: number): FurtherPermission => ({
  permission: 'webview',
  docs: 'for `{ html }`',
  applies: ({ [index]: given }) => typeof given === 'object' && given !== null && 'html' in given,
});

/** What a plugin tells a webview: a message, or that a dialog is done. */
const webviewPost = v.union(
  [v.strictObject({ message: v.unknown() }), v.strictObject({ result: v.unknown() })],
  'must be { message } or { result }',
);

const quickPickItem = v.object({
  id: nonEmptyText(200),
  label: nonEmptyText(200),
  description: v.optional(text(500)),
  detail: v.optional(text(1000)),
  icon: v.optional(text(2000)),
});

export type QuickPickItem = v.InferOutput<typeof quickPickItem>;

const quickPickItems = v.pipe(
  v.array(quickPickItem, 'must be a list of items'),
  v.minLength(1, 'must not be empty'),
  v.maxLength(MAX_PICK_ITEMS, `must have at most ${MAX_PICK_ITEMS} items`),
  v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, 'must have each id once'),
);

const quickPickOptions = v.optional(
  v.object({
    title: v.optional(text(200)),
    placeholder: v.optional(text(200)),
    multiple: v.optional(v.boolean('must be true or false')),
  }),
  {},
);

export type QuickPickOptions = v.InferInput<typeof quickPickOptions>;

const inputBoxOptions = v.object({
  title: nonEmptyText(200),
  prompt: v.optional(text(1000)),
  value: v.optional(text(10_000)),
  placeholder: v.optional(text(200)),
  password: v.optional(v.boolean('must be true or false')),
});

export type InputBoxOptions = v.InferOutput<typeof inputBoxOptions>;

const progressOptions = v.object({
  title: nonEmptyText(200),
  cancellable: v.optional(v.boolean('must be true or false')),
});

export type ProgressOptions = v.InferOutput<typeof progressOptions>;

const progressReport = v.object({
  message: v.optional(text(500)),
  percent: v.optional(
    v.pipe(
      v.number('must be a number'),
      v.minValue(0, 'must not be negative'),
      v.maxValue(100, 'must be at most 100'),
    ),
  ),
});

export type ProgressReport = v.InferOutput<typeof progressReport>;

const progressId = v.pipe(v.number('must be a number'), v.integer('must be a whole number'));

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
      further: webviewAt(0),
      callbacks: true,
      args: v.tuple([component, modalOptions]),
      result: v.unknown(),
      docs: 'Shows a dialog with the name of the plugin and a title, and resolves with its result once it is closed. The component is a function that draws it, `{ html }` for a webview, or absent, and the app fills the dialog. Rejects where what the plugin draws was stopped.',
      example:
        "const result = await api.ui.showModal({ html: '<p>Hello</p>' }, { title: 'A word of welcome' });",
    },
    showQuickPick: {
      kind: 'call',
      permission: 'ui',
      args: v.tuple([quickPickItems, quickPickOptions]),
      result: v.nullable(v.union([v.string(), v.array(v.string())])),
      docs: 'Lets the user choose out of a list that can be searched. Resolves with the id of the item, with `multiple: true` with the ids of all that are ticked, and with `null` when the user closes it.',
      example:
        "const id = await api.ui.showQuickPick(\n  [{ id: 'sky', label: 'Sky', description: '#38bdf8' }, { id: 'rose', label: 'Rose', icon: '🌹' }],\n  { title: 'Choose a palette' },\n);",
    },
    showInputBox: {
      kind: 'call',
      permission: 'ui',
      args: v.strictTuple([inputBoxOptions]),
      result: v.nullable(v.string()),
      docs: 'Asks for one line of text. Resolves with what the user enters, and with `null` when the user closes it.',
      example: "const name = await api.ui.showInputBox({ title: 'Name of the palette', value: 'Untitled' });",
    },
    startProgress: {
      kind: 'call',
      permission: 'ui',
      callbacks: true,
      args: v.strictTuple([progressOptions, callback<[], unknown>()]),
      result: progressId,
      docs: 'What `withProgress` begins with: shows a progress until `reportProgress` ends it, and resolves with its number.',
      example:
        "const bytes = await api.ui.withProgress({ title: 'Exporting', cancellable: true }, async (report, signal) => {\n  for (const percent of [0, 50, 100]) {\n    signal.throwIfAborted();\n    report({ percent, message: 'Writing pages' });\n  }\n  return 1024;\n});",
    },
    reportProgress: {
      kind: 'notify',
      permission: 'nothing',
      args: v.strictTuple([progressId, v.nullable(progressReport)]),
      docs: 'What `withProgress` reports with: how far a progress is, and with `null` that it is over. A number that shows nothing is left alone.',
      example: 'api.ui.reportProgress(1, null);',
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
      further: webviewAt(1),
      callbacks: true,
      args: v.tuple([panelContribution, component]),
      docs: 'Adds a panel to the app. Its short id belongs to the plugin. The component is a function that draws it each time it is opened, `{ html }` for a webview, or absent, and the app fills the panel.',
      example:
        "context.subscriptions.push(\n  api.ui.registerPanel({ id: 'colors', title: 'Colors', location: 'sidebar' }, (root) => {\n    root.append('Blue');\n  }),\n);",
    },
    revealPanel: {
      kind: 'call',
      permission: 'ui',
      args: v.strictTuple([localName]),
      docs: 'Brings one of the plugin’s panels into view, by its short id: the app opens the place where it is, and unfolds it. The focus goes there only if the user has just run something of the plugin and does not type elsewhere. Resolves once it is in view; `NOT_FOUND` for a panel that is not the plugin’s, and after five seconds `NOT_SUPPORTED` where the app shows no panels of its location.',
      example: "await api.ui.revealPanel('colors');",
    },
    updatePanel: {
      kind: 'notify',
      permission: 'nothing',
      args: v.strictTuple([view, operations]),
      docs: 'What a panel draws with: the operations of one of its views. For the runtime, not for authors.',
      example: 'api.ui.updatePanel(1, []);',
    },
    postToWebview: {
      kind: 'notify',
      permission: 'nothing',
      args: v.strictTuple([view, webviewPost]),
      docs: 'What a webview is told with. For the runtime, not for authors.',
      example: "api.ui.postToWebview(1, { message: 'ready' });",
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
