import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import type { PanelContext, PanelElement, PanelRender } from '../ui/index.ts';
import { type OpenPanel, openPanel } from './open-panel.ts';

/** A panel without a page: what it sends is kept. */
export interface TestPanel extends OpenPanel {
  readonly root: PanelElement;
  readonly context: PanelContext;
  /** The operations since the last time, each in a list of its own, as they arrive after a turn. */
  sent(): Promise<unknown[][]>;
}

export function openTestPanel(render: PanelRender = () => undefined, state?: unknown): TestPanel {
  const posted: unknown[][] = [];
  let opened: Pick<TestPanel, 'root' | 'context'> | undefined;
  const panel = openPanel(
    (root, context) => {
      opened = { root, context } as unknown as typeof opened;
      return render(root as unknown as PanelElement, context as PanelContext);
    },
    { state, visible: true },
    (operations) => posted.push(...split(structuredClone(operations))),
  );
  if (!opened) throw new Error('The panel was not drawn');
  return {
    ...panel,
    ...opened,
    async sent() {
      // Frameworks draw in microtasks of their own, and answers to inputs wait for them.
      await new Promise((resolve) => setTimeout(resolve));
      return posted.splice(0);
    },
  };
}

function split(operations: readonly unknown[]): unknown[][] {
  const each: unknown[][] = [];
  for (let at = 0; at < operations.length; ) {
    const end = at + 1 + (op.PARTS[operations[at] as number] as number);
    each.push(operations.slice(at, end));
    at = end;
  }
  return each;
}
