import type { PanelOpening } from '@fluxstudio/plugin-protocol/panel/ops';

type Render = (...args: never[]) => unknown;

/** What `panel-runtime/` exports. */
interface PanelRuntime {
  openPanel(render: Render, opening: PanelOpening, post: (operations: unknown[]) => void): PanelHandlers;
}

type PanelHandlers = Readonly<Record<'event' | 'visible' | 'close', (...args: unknown[]) => void>>;

/** Turns a function that draws into one that the host can talk to: it opens views, and tells what happens in them. */
export interface PanelLender {
  lend(render: Render): (view: number, kind: string, ...parts: unknown[]) => void;
}

/** @param runScript evaluates a script of the host, and returns its exports */
export function createPanelLender(
  runScript: (source: string, name: string) => unknown,
  post: (view: number, operations: unknown[]) => void,
): PanelLender {
  let runtime: PanelRuntime | undefined;

  return {
    lend(render) {
      const views = new Map<number, PanelHandlers>();
      return (view, kind, ...parts) => {
        if (kind === 'open') {
          const opening = parts[0] as PanelOpening;
          // More than once where panels are opened together; nodes of one can stand in another only if it runs once.
          if (opening.script)
            runtime ??= runScript(opening.script, 'plugin://runtime/panels.js') as PanelRuntime;
          const open = runtime?.openPanel(render, opening, (operations) => post(view, operations));
          if (open) views.set(view, open);
          return;
        }
        const open = views.get(view);
        if (kind === 'close') views.delete(view);
        open?.[kind as keyof PanelHandlers](...parts);
      };
    },
  };
}
