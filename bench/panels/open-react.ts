import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { PluginHostProvider, PluginPanel } from '../../packages/plugin-host/src/react/index.ts';
import type { RunningPlugin } from './open-ours.ts';
import type { PanelContender } from './panel-contender.ts';

/** Ours as an app with React has it. */
export function openReact({ host, panel }: RunningPlugin): PanelContender {
  return {
    async open(container) {
      const root = createRoot(container);
      root.render(
        createElement(PluginHostProvider, { host, children: createElement(PluginPanel, { panel: panel() }) }),
      );
      return () => root.unmount();
    },
    rootIn: (container) => container.querySelector('[data-flux-plugins]'),
    dispose: () => undefined,
  };
}
