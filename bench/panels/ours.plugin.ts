/** The plugin under measurement. */
import { type DrawDocument, type DrawElement, drawPanel } from './draw-panel.ts';

interface Api {
  ui: {
    registerPanel(
      panel: { id: string; title: string; location: 'sidebar' },
      render: (root: DrawElement, panel: { document: DrawDocument }) => void,
    ): void;
  };
}

export function activate(_context: unknown, api: Api): void {
  api.ui.registerPanel({ id: 'main', title: 'Bench', location: 'sidebar' }, (root, { document }) =>
    drawPanel(document, root, {
      heading: 'Heading',
      field: 'TextField',
      button: 'Button',
      stack: 'Stack',
      text: 'Text',
    }),
  );
}
