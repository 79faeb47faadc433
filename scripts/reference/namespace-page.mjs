// One page of the reference: a namespace of the plugin API, from its contract.
import { parametersText, typeText } from './type-text.mjs';

/** Names of parameters, which a contract does not have: only where `arg0` would say too little. */
const PARAMETERS = {
  'commands.register': ['id', 'handler'],
  'commands.execute': ['id'],
  'ui.showNotification': ['notification'],
  'ui.showModal': ['component'],
  'ui.showQuickPick': ['items', 'options'],
  'ui.showInputBox': ['options'],
  'ui.reportProgress': ['id', 'report'],
  'ui.setContext': ['name', 'value'],
  'ui.registerPanel': ['panel', 'component'],
  'extensions.call': ['id', 'name'],
  'ui.registerToolbarItem': ['item'],
  'projects.open': ['id'],
  'projects.create': ['project'],
  'files.read': ['path'],
  'files.readBytes': ['path'],
  'files.write': ['path', 'content'],
  'files.delete': ['path'],
  'files.exists': ['path'],
  'files.list': ['path'],
  'ai.chat': ['messages', 'options'],
  'ai.chatStream': ['messages', 'options'],
  'ai.generate': ['prompt', 'type', 'options'],
  'ai.suggest': ['context', 'options'],
  'events.on': ['event', 'listener'],
  'events.emit': ['event'],
  'workspace.updateConfiguration': ['section', 'value'],
  'workspace.onDidChangeConfiguration': ['listener'],
  'permissions.contains': ['permissions'],
  'permissions.request': ['permissions'],
  'permissions.onDidChange': ['listener'],
  'clipboard.writeText': ['text'],
  'env.onDidChange': ['listener'],
  'storage.get': ['key', 'defaultValue'],
  'storage.set': ['key', 'value'],
  'storage.delete': ['key'],
  'storage.onDidChange': ['listener'],
  'storage.sync.get': ['key', 'defaultValue'],
  'storage.sync.set': ['key', 'value'],
  'storage.sync.delete': ['key'],
  'secrets.get': ['key'],
  'secrets.set': ['key', 'value'],
  'secrets.delete': ['key'],
  'log.debug': ['message'],
  'log.info': ['message'],
  'log.warn': ['message'],
  'log.error': ['message'],
};

/** What plugins see where it is richer than what crosses the wire. */
const SIGNATURES = {
  'network.fetch': 'fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>',
  'workspace.getConfiguration':
    'getConfiguration(): Record<string, unknown>\napi.workspace.getConfiguration<T>(section: string): T',
  'storage.get':
    'get<T>(key: string): Promise<T | undefined>\ncontext.storage.get<T>(key: string, defaultValue: T): Promise<T>',
  'storage.sync.get':
    'get<T>(key: string): Promise<T | undefined>\ncontext.storage.sync.get<T>(key: string, defaultValue: T): Promise<T>',
  'env.get': 'get(): Environment\napi.env.get(key: keyof Environment): string | undefined',
  'ui.showQuickPick':
    'showQuickPick(items: QuickPickItem[], options?: { title?: string; placeholder?: string }): Promise<string | null>\napi.ui.showQuickPick(items: QuickPickItem[], options: { title?: string; placeholder?: string; multiple: true }): Promise<string[] | null>\n\ninterface QuickPickItem { id: string; label: string; description?: string; detail?: string; icon?: string }',
  'ui.startProgress':
    'withProgress<T>(options: { title: string; cancellable?: boolean }, task: (report: (progress: { message?: string; percent?: number }) => void, signal: AbortSignal) => T | Promise<T>): Promise<T>',
  'l10n.getTexts':
    't(text: string, ...values: (string | number | boolean)[]): string\napi.l10n.t(text: string, values: Record<string, unknown>): string',
};

/** What the wire calls otherwise than plugins do: its name and text. */
const RENAMED = {
  'ui.startProgress': {
    key: 'withProgress',
    docs: 'Shows that the plugin is busy for as long as the task is, and settles as the task does. What `report` leaves out stays as it was; without a `percent` it is not known how long it will take. `signal` is aborted when the user cancels: what becomes of the task then is its own.',
  },
  'l10n.getTexts': {
    key: 't',
    docs: 'The translation of a text, or the text itself where there is none, with its placeholders filled in: `{0}` from the values in order, `{name}` from one object of named values. Texts are those of the best language there is: `de-AT`, then `de`, then none.',
  },
};

/** Parts of what plugins see, which is shown in their place. */
const HIDDEN = new Set(['ui.reportProgress', 'ui.updatePanel', 'ui.postToWebview']);

export function namespacePage({ name, on, docs, methods }) {
  const sections = Object.entries(methods)
    .filter(([key]) => !HIDDEN.has(`${name}.${key}`))
    .map(([key, method]) => methodSection(`${name}.${key}`, on, key, method));
  return [`# \`${on}.${name}\``, docs, ...sections].join('\n\n');
}

function methodSection(name, on, key, method) {
  const shown = { key, docs: method.docs, ...RENAMED[name] };
  return [
    `## ${shown.key}`,
    shown.docs,
    ...(method.deprecated ? [`**Deprecated:** ${method.deprecated}`] : []),
    fence(
      `${on}.${name.slice(0, name.lastIndexOf('.'))}.${SIGNATURES[name] ?? signature(name, key, method)}`,
    ),
    `Needs ${needs(method.permission)}${method.further ? `, and ${method.further.docs} \`${method.further.permission}\`` : ''}.`,
    ...(method.example ? ['Example:', fence(method.example)] : []),
  ].join('\n\n');
}

function signature(name, key, method) {
  if (method.kind === 'snapshot') return `${key}(): ${typeText(method.result)}`;
  const result = method.kind === 'call' && method.result ? typeText(method.result) : 'void';
  const returned = { call: `Promise<${result}>`, notify: 'void', subscribe: 'Disposable' }[method.kind];
  return `${key}(${parametersText(method.args, PARAMETERS[name] ?? [])}): ${returned}`;
}

function needs(permission) {
  if (permission === 'nothing') return 'no permission';
  const names = typeof permission === 'string' ? [permission] : permission;
  return `the permission ${names.map((name) => `\`${name}\``).join(' or ')}`;
}

const fence = (code) => `\`\`\`ts\n${code}\n\`\`\``;
