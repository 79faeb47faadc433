import type { Extension } from '@fluxstudio/plugin-protocol/api/extensions';
import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { satisfies } from '@fluxstudio/plugin-protocol/manifest/satisfies';
import type { ExtensionAccess } from '../api/extensions.ts';
import type { PluginInstance } from '../registry/plugin-instance.ts';

export interface PluginExportsOptions {
  get(pluginId: string): PluginInstance | undefined;
  subscribe(listener: () => void): () => void;
  /** Starts a plugin where it does not run. */
  wake(pluginId: string): Promise<void>;
  /** Runs a function in the plugin's worker. */
  run(pluginId: string, name: string, args: readonly unknown[]): Promise<unknown>;
}

/**
 * What plugins export to those that depend on them. A function is looked up at each call: it ends with its plugin, and is
 * there again when that has been started again.
 */
export function createPluginExports({ get, subscribe, wake, run }: PluginExportsOptions): ExtensionAccess {
  function describe(ids: readonly string[]): Extension[] {
    return ids.flatMap((id) => {
      const plugin = get(id);
      if (!plugin) return [];
      const { version } = plugin.manifest;
      return [{ id, version, active: plugin.state === 'active', functions: functionsOf(plugin) }];
    });
  }

  /** What `describe` is made of, compared without making it: this runs at every step of every plugin. */
  function statesOf(ids: readonly string[]): unknown[] {
    return ids.flatMap((id) => {
      const plugin = get(id);
      return [plugin?.manifest, plugin?.state === 'active'];
    });
  }

  return {
    describe,
    async call(id, range, name, args) {
      const plugin = get(id);
      if (!plugin) throw new PluginError('NOT_FOUND', `The plugin ${id} is not installed`);
      const { version } = plugin.manifest;
      if (!(await satisfies(version, range))) {
        throw new PluginError('INCOMPATIBLE', `${id} ${range} is needed, and ${version} is installed`);
      }
      const functions = functionsOf(plugin);
      if (!functions.includes(name)) {
        throw new PluginError(
          'NOT_FOUND',
          `${id} ${version} exports no function ${name}: it exports ${functions.join(', ') || 'none'}`,
        );
      }
      await wake(id);
      return run(id, name, args);
    },
    onDidChange(ids, listener) {
      let before = statesOf(ids);
      return toDisposable(
        subscribe(() => {
          const now = statesOf(ids);
          if (now.every((state, index) => state === before[index])) return;
          before = now;
          listener();
        }),
      );
    },
  };
}

const functionsOf = ({ manifest }: PluginInstance): string[] => [...(manifest.exports?.functions ?? [])];
