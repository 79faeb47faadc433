/** How a method is called to work, how it is called wrongly, and what the service behind it answers. */
export interface ContractCall {
  readonly args: readonly unknown[];
  readonly bad?: readonly unknown[];
  /** `<service>.<method>` as the harness records it. */
  readonly service?: string;
  /** Made anew for each call: a stream is read once. */
  answer?(): unknown;
  /** The arguments of a call that can be cancelled. */
  cancellable?(signal: AbortSignal): readonly unknown[];
  /** What a call that is under way ends with when the host is disposed, where that is not `DISPOSED`. */
  readonly cut?: 'ABORTED';
}

const noop = () => undefined;
const project = { id: 'p1', name: 'Poster', type: 'design', createdAt: '', updatedAt: '' };
const messages = [{ role: 'user', content: 'Name three blues' }];
const url = 'https://api.example.com/colors';
const panel = { id: 'colors', title: 'Colors', location: 'sidebar' };
const item = { id: 'mix', command: 'mix', icon: 'palette', location: 'main' };
const stored = (service: string, args: readonly unknown[], answer: () => unknown = noop): ContractCall => ({
  args,
  bad: args.length > 0 ? [''] : [1],
  service,
  answer,
});
const line: ContractCall = { args: ['mixed', { color: 'blue' }] };

export const CALLS: Readonly<Record<string, ContractCall>> = {
  'commands.register': { args: ['mix', noop], bad: ['mix', 'no function'] },
  'commands.execute': {
    args: ['app.save', 1],
    bad: [''],
    service: 'commands.app.save',
    answer: () => 'saved',
  },
  'commands.getAll': { args: [] },
  'ui.showNotification': {
    args: [{ type: 'info', title: 'Blue', actions: [{ label: 'Copy', callback: noop }] }],
    bad: [{ type: 'loud', title: 'Blue' }],
    service: 'notifications.show',
    answer: noop,
  },
  'ui.showModal': { args: [{ html: '<p>Blue</p>' }], bad: [42], service: 'modals.show', answer: noop },
  'ui.showQuickPick': {
    args: [[{ id: 'blue', label: 'Blue' }], { multiple: true }],
    bad: [[{ id: 'blue' }]],
    service: 'interactions.pick',
    answer: () => ['blue'],
  },
  'ui.showInputBox': {
    args: [{ title: 'Name' }],
    bad: [{ title: '' }],
    service: 'interactions.input',
    answer: () => 'Blue',
  },
  'ui.startProgress': {
    args: [{ title: 'Mixing' }, noop],
    bad: [{ title: 'Mixing', cancellable: 'yes' }, noop],
    service: 'interactions.progress',
    answer: () => ({ report: noop, close: noop }),
  },
  'ui.reportProgress': { args: [1, { percent: 50 }], bad: [1, { percent: 101 }] },
  'ui.setContext': { args: ['hasPalette', true], bad: ['hasPalette', {}] },
  'ui.registerPanel': { args: [panel], bad: [{ ...panel, location: 'moon' }] },
  'ui.revealPanel': { args: ['shades'], bad: ['..'] },
  'ui.updatePanel': { args: [1, []], bad: [1, {}] },
  'ui.postToWebview': { args: [1, { message: 'blue' }], bad: [1, 'blue'] },
  'ui.registerToolbarItem': { args: [item], bad: [{ ...item, command: '..' }] },
  'projects.getCurrent': { args: [], bad: [1], service: 'projects.getCurrent', answer: () => project },
  'projects.getAll': { args: [], bad: [1], service: 'projects.getAll', answer: () => [project] },
  'projects.open': { args: ['p1'], bad: [1], service: 'projects.open', answer: noop },
  'projects.create': {
    args: [{ name: 'Poster', type: 'design' }],
    bad: [{ name: '' }],
    service: 'projects.create',
    answer: () => project,
  },
  'files.read': { args: ['a.md'], bad: [''], service: 'files.read', answer: () => 'text' },
  'files.readBytes': { args: ['a'], bad: [1], service: 'files.readBytes', answer: () => new Uint8Array(1) },
  'files.write': { args: ['a.md', 'text'], bad: ['a.md', 1], service: 'files.write', answer: noop },
  'files.delete': { args: ['a.md'], bad: ['a.md', 1], service: 'files.delete', answer: noop },
  'files.exists': { args: ['a.md'], bad: [], service: 'files.exists', answer: () => true },
  'files.list': { args: ['assets'], bad: [1], service: 'files.list', answer: () => [] },
  'ai.chat': {
    args: [messages],
    bad: [[{ role: 'god', content: '' }]],
    service: 'ai.chat',
    answer: () => ({ content: 'blue' }),
    cancellable: (signal) => [messages, { signal }],
  },
  'ai.chatStream': {
    args: [messages],
    bad: [[]],
    service: 'ai.chatStream',
    answer: () => new ReadableStream(),
    cancellable: (signal) => [messages, { signal }],
  },
  'ai.generate': {
    args: ['A haiku', 'text'],
    bad: ['A haiku', ''],
    service: 'ai.generate',
    answer: () => ({ result: 'blue', type: 'text' }),
    cancellable: (signal) => ['A haiku', 'text', { signal }],
  },
  'ai.suggest': {
    args: [{ selection: 'blue' }],
    bad: [{}, { signal: 'none' }],
    service: 'ai.suggest',
    answer: () => [],
    cancellable: (signal) => [{}, { signal }],
  },
  'events.on': { args: ['mixed', noop], bad: ['', noop] },
  'events.emit': { args: ['mixed', 'blue'], bad: [''] },
  'extensions.getAll': { args: [] },
  'extensions.call': {
    args: ['palettes', 'mix', 'red'],
    bad: ['', 'mix'],
    service: 'extensions.palettes.mix',
    answer: () => 'purple',
  },
  'extensions.onDidChange': { args: [noop], bad: ['no function'] },
  'workspace.getConfiguration': { args: [] },
  'workspace.updateConfiguration': stored('settings.update', ['color', 'blue']),
  'workspace.onDidChangeConfiguration': { args: [noop], bad: ['no function'] },
  'network.fetch': {
    args: [url],
    bad: ['ftp://api.example.com/colors'],
    service: 'network.fetch',
    answer: () => new Response('blue'),
    cancellable: (signal) => [url, { signal }],
  },
  'permissions.getAll': { args: [] },
  'permissions.contains': { args: ['files'], bad: ['No permission'] },
  'permissions.request': {
    args: ['collaboration'],
    bad: [[]],
    service: 'consent.ask',
    answer: () => ({ granted: ['collaboration'] }),
    cut: 'ABORTED',
  },
  'permissions.onDidChange': { args: [noop], bad: ['no function'] },
  'clipboard.writeText': { args: ['blue'], bad: [1], service: 'clipboard.writeText', answer: noop },
  'env.get': { args: [] },
  'env.onDidChange': { args: [noop], bad: ['no function'] },
  'l10n.getTexts': { args: [] },
  'storage.get': stored('storage.get', ['color']),
  'storage.set': stored('storage.set', ['color', 'blue']),
  'storage.delete': stored('storage.delete', ['color']),
  'storage.keys': stored('storage.keys', [], () => []),
  'storage.clear': stored('storage.clear', []),
  'storage.getUsage': stored('storage.getUsage', [], () => ({
    bytes: 1,
    keys: 1,
    quota: { bytes: 10, keys: 10, valueBytes: 5 },
  })),
  'storage.onDidChange': { args: [noop], bad: ['no function'] },
  'storage.sync.get': stored('storage.sync.get', ['theme']),
  'storage.sync.set': stored('storage.sync.set', ['theme', 'dark']),
  'storage.sync.delete': stored('storage.sync.delete', ['theme']),
  'storage.sync.keys': stored('storage.sync.keys', [], () => []),
  'storage.sync.clear': stored('storage.sync.clear', []),
  'secrets.get': stored('secrets.get', ['token']),
  'secrets.set': stored('secrets.set', ['token', 'abc']),
  'secrets.delete': stored('secrets.delete', ['token']),
  'log.debug': line,
  'log.info': line,
  'log.warn': line,
  'log.error': line,
};
