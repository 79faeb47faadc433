// An app that embeds plugins: what it needs of the host is in its own entry file, as it is in a real one.
import { createHttpBackend, createPluginHost } from '../../packages/plugin-host/src/index.ts';

Object.assign(globalThis, { createHttpBackend, createPluginHost });
