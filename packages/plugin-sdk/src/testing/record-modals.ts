import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ModalService, PanelStatus } from './host-source.ts';
import { createTestPanel, type TestPanel } from './test-panel.ts';
import { openTestWebview, type TestWebview } from './test-webview.ts';
import { letMessagesArrive } from './turns.ts';
import type { Watch } from './watch.ts';

/** Dialogs that wait for the test. */
export interface TestModals {
  readonly panels: TestPanel[];
  readonly webviews: TestWebview[];
}

/** Opens each dialog of the plugin, and keeps it for the test, until it has a result or is closed. */
export function recordModals(
  modals: TestModals,
  theme: () => 'light' | 'dark',
  watch: Pick<Watch, 'changed' | 'until'>,
): ModalService {
  return {
    async draw(drawing) {
      const view = await drawing.open();
      await letMessagesArrive();
      modals.panels.push(createTestPanel(view));
      watch.changed();
      return resultOf(view);
    },
    async show(document) {
      if (!document)
        throw new PluginError(
          'NOT_SUPPORTED',
          'The app of this test fills no dialogs: give createTestHost a services.modals.show that does',
        );
      const { webview, shown: view } = await openTestWebview(document, theme(), watch);
      modals.webviews.push(webview);
      watch.changed();
      return resultOf(view);
    },
  };
}

interface Shown {
  subscribe(listener: () => void): unknown;
  getSnapshot(): PanelStatus | { readonly state: 'opening' };
}

function resultOf(view: Shown): Promise<unknown> {
  return new Promise((resolve) => {
    const look = () => {
      const status = view.getSnapshot();
      if (status.state === 'closed') resolve(status.result);
      else if (status.state === 'stopped') resolve(undefined);
    };
    view.subscribe(look);
    look();
  });
}
