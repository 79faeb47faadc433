import { createPluginHost } from '../../packages/plugin-host/src/create-host.ts';
import type { PluginHost } from '../../packages/plugin-host/src/host-options.ts';
import type { PanelEntry } from '../../packages/plugin-host/src/services.ts';
import { createMemoryBackend } from '../../packages/plugin-host/test/support/memory-backend.ts';
import { testManifest } from '../../packages/plugin-host/test/support/test-manifest.ts';
import { fetchText } from '../page/fetch-text.ts';
import { FRAME_URL } from '../page/isolate.ts';
import { renderView } from './dom-renderer.ts';
import type { PanelContender } from './panel-contender.ts';

const ID = 'bench';

export interface RunningPlugin {
  readonly host: PluginHost;
  panel(): PanelEntry;
  /** Gives it another worker. */
  restart(): Promise<void>;
}

/** A whole host with the plugin running in the served sandbox frame, under the default limits. */
export async function startPlugin(): Promise<RunningPlugin> {
  const manifest = { manifestVersion: 2, permissions: ['ui'] } as const;
  const code = await fetchText('/panel-plugin.js');
  const backend = createMemoryBackend({ [ID]: { code, manifest: { ...manifest, permissions: ['ui'] } } });
  const host = createPluginHost({ backend, userId: ID, sandbox: { frameUrl: FRAME_URL } });
  await host.start();
  const full = testManifest(ID, { ...manifest, permissions: ['ui'] });
  await host.registry.install(full, { permissions: full.permissions });
  await host.registry.activate(ID);
  return {
    host,
    panel() {
      const panel = host.panels.get(`${ID}.main`);
      if (!panel?.drawing) throw new Error('The plugin has registered no panel');
      return panel;
    },
    async restart() {
      await host.registry.deactivate(ID);
      await host.registry.activate(ID);
    },
  };
}

/** Ours without a framework in the page. */
export function openOurs({ panel }: RunningPlugin): PanelContender {
  return {
    async open(container) {
      const view = await panel().drawing?.open();
      if (!view) throw new Error('The panel is drawn by nobody');
      view.subscribe(() => {
        const status = view.getSnapshot();
        if (status.state === 'stopped') console.error(status.error);
      });
      renderView(view, container);
      return () => view.close();
    },
    rootIn: (container) => container,
    dispose: () => undefined,
  };
}
