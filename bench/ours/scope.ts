import { parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { PluginScope } from '../../packages/plugin-host/src/api/plugin-scope.ts';

/** A plugin as the host sees it, for namespaces that are bound without the whole host around them. */
export function createBenchScope(id: string): PluginScope {
  const result = parseManifest({ id, name: id, version: '1.0.0', main: 'main.js' });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return {
    identity: { id, name: id },
    manifest: result.manifest,
    clock: systemClock,
    gesture: { mark: () => undefined, isOpen: () => false },
    signal: new AbortController().signal,
    own: (registration) => registration,
    waitForUser: (answer) => answer,
    onUse: () => undefined,
    onDenied: (denial) => console.error(denial),
    onError(error) {
      console.error(error);
    },
  };
}
