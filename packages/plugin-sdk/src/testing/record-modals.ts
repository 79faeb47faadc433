import type { ModalService, PanelDrawing } from './host-source.ts';
import { createTestPanel, type TestPanel } from './test-panel.ts';
import { letMessagesArrive } from './turns.ts';

/** Opens each dialog that the plugin draws, and keeps it for the test, until it has a result or is closed. */
export function recordModals(shown: TestPanel[], onShown: () => void): ModalService {
  return {
    async draw(drawing: PanelDrawing) {
      const view = await drawing.open();
      await letMessagesArrive();
      shown.push(createTestPanel(view));
      onShown();
      return new Promise((resolve) => {
        const look = () => {
          const status = view.getSnapshot();
          if (status.state === 'closed') resolve(status.result);
          else if (status.state === 'stopped') resolve(undefined);
        };
        view.subscribe(look);
        look();
      });
    },
  };
}
