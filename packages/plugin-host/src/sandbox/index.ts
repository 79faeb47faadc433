/**
 * @module
 * The parts that run plugins, for apps that put a host together themselves. {@link createPluginHost} loads them with the first
 * plugin; a page that imports this module loads them at once.
 */

export { createPluginAPI, type PluginApi, type PluginApiOptions } from '../api/plugin-api.ts';
export { DEFAULT_DEADLINES, type SandboxDeadlines } from './deadlines.ts';
export { bootstrapHash, frameDocument, webviewDocument } from './documents.ts';
export { PluginSandbox, type PluginSandboxOptions } from './plugin-sandbox.ts';
export { createIsolateSource, type IsolateSource, type SandboxOptions } from './sandbox-options.ts';
