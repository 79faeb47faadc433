import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginBackend } from '../backend/backend.ts';
import type { NetworkService } from '../services.ts';

/**
 * Requests through the back end, the default where it offers them: it checks grant and host on its side as well, each redirect included, and reaches
 * what the page's own policy and CORS would not let it.
 */
export function backendNetwork(backend: PluginBackend): NetworkService | undefined {
  if (!backend.fetch) return undefined;
  return {
    async fetch(request, _hosts, { plugin, signal }) {
      if (!backend.fetch) throw new PluginError('NOT_SUPPORTED', 'The back end sends no requests of plugins');
      return backend.fetch(plugin.id, request, signal);
    },
  };
}
