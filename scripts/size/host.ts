// What an app imports to embed plugins.
export { createHttpBackend, createPluginHost } from '../../packages/plugin-host/src/index.ts';
