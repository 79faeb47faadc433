// One page of the reference: a namespace of the plugin API, from its contract.
import { parametersText, typeText } from './type-text.mjs';

/** Names of parameters, which a contract does not have: only where `arg0` would say too little. */
const PARAMETERS = {
  'commands.register': ['id', 'handler'],
  'commands.execute': ['id'],
  'ui.showNotification': ['notification'],
  'ui.showModal': ['component'],
  'ui.registerPanel': ['panel', 'component'],
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
  'workspace.getConfiguration': 'getConfiguration(section?: string): unknown',
  'env.get': 'get(key?: string): Environment',
  'l10n.getTexts': 't(text: string, ...args: (string | number)[]): string',
};

export function namespacePage({ name, on, docs, methods }) {
  const sections = Object.entries(methods).map(([key, method]) =>
    methodSection(`${name}.${key}`, on, key, method),
  );
  return [`# \`${on}.${name}\``, docs, ...sections].join('\n\n');
}

function methodSection(name, on, key, method) {
  return [
    `## ${key === 'getTexts' ? 't' : key}`,
    method.docs,
    ...(method.deprecated ? [`**Deprecated:** ${method.deprecated}`] : []),
    fence(`${on}.${name.split('.')[0]}.${SIGNATURES[name] ?? signature(name, key, method)}`),
    `Needs ${needs(method.permission)}.`,
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
