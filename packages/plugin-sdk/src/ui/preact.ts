/**
 * @module
 * Preact in panels.
 */
import type { PanelElement } from './panel-types.ts';
import { stopAtErrors } from './preact-errors.ts';

/** What it needs of the module `preact`. */
export interface PreactModule {
  render(node: never, parent: never): void;
  readonly options: { debounceRendering?: ((process: () => void) => void) | undefined };
}

/** Draws into a panel, and returns what ends that. */
export type PreactDraw = (node: object, root: PanelElement) => () => void;

/**
 * Lets Preact draw into panels; once for a plugin. Preact makes its nodes with a global `document`: it has one while it draws, and no
 * library takes the worker for a page otherwise.
 *
 * What a component throws while it is first drawn is thrown by the function. What one throws later, also in an effect, stops its panel
 * (`PANEL_FAILED`), unless another component catches it.
 *
 * @example
 * import { options, render } from 'preact';
 * import { createPreactDraw } from '@fluxstudio/plugin-sdk/ui/preact';
 *
 * const draw = createPreactDraw({ options, render });
 * api.ui.registerPanel(panel, (root) => draw(<Colors />, root));
 */
export function createPreactDraw({ options, render }: PreactModule): PreactDraw {
  const global: { document?: unknown } = globalThis;
  const later = options.debounceRendering ?? queueMicrotask;
  const throwing = stopAtErrors(options);
  // Nodes of one panel can stand in another: any document will do.
  let { document }: { document?: unknown } = {};

  function drawing(run: () => void): void {
    const before = global.document;
    global.document = document;
    try {
      run();
    } finally {
      if (before === undefined) delete global.document;
      else global.document = before;
    }
  }

  options.debounceRendering = (process) => later(() => drawing(process));
  return (node, root) => {
    document = root.ownerDocument;
    const show = (shown: object | null) =>
      drawing(() => throwing(() => render(shown as never, root as never)));
    show(node);
    return () => show(null);
  };
}
