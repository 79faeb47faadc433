import { createScope, type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { FAIL, type PanelOpening, RESULT, STATE } from '@fluxstudio/plugin-protocol/panel/ops';
import { tellAll } from '../tell-all.ts';
import { isTemplate } from './materialise.ts';
import { createOperations } from './operations.ts';
import { reportRejection } from './report-rejection.ts';
import { createTree } from './tree.ts';
import { TreeElement } from './tree-element.ts';

/** A panel as it is open once, on the side of the worker. */
export interface OpenPanel {
  event(node: number, type: string, detail: Readonly<Record<string, unknown>>, rev: number): void;
  visible(visible: boolean): void;
  close(): void;
}

type Render = (root: TreeElement, panel: unknown) => unknown;

/** Lets a plugin draw a panel. What it throws is told to the page, which shows it in the panel's place, and thrown on. */
export function openPanel(
  render: Render,
  opening: PanelOpening,
  post: (operations: unknown[]) => void,
): OpenPanel {
  const operations = createOperations(post);
  const { root, nodes } = createTree(operations);
  const closed = new AbortController();
  const listeners = new Set<(visible: boolean) => unknown>();
  const scope = createScope();
  let { state, visible } = opening;

  const panel = {
    document: root.ownerDocument,
    signal: closed.signal,
    get visible() {
      return visible;
    },
    onDidChangeVisibility(listener: (visible: boolean) => unknown): Disposable {
      listeners.add(listener);
      return toDisposable(() => listeners.delete(listener));
    },
    getState: () => state,
    // Copied at once: what cannot travel is refused here, and not with all that was drawn in the same turn.
    setState(next: unknown) {
      state = structuredClone(next);
      operations.push(STATE, state);
    },
    close: (result?: unknown) => operations.push(RESULT, structuredClone(result)),
  };

  const fail = (error: unknown) => {
    // It was closed while it was still being drawn: most of what is thrown then says just that.
    if (closed.signal.aborted) return;
    operations.push(FAIL, String((error as Partial<Error> | null)?.message ?? error));
    operations.flush();
    end();
    throw error;
  };
  // For what draws later, and knows no more of the panel than an element. Not at once: it may still be drawing.
  root.ownerDocument.fail = (error) => reportRejection(Promise.reject(error).catch(fail));
  const end = () => {
    operations.stop();
    closed.abort();
    scope.dispose();
  };

  try {
    const drawn = render(root, panel);
    // What an async function draws comes later; what it throws is told like the rest.
    if (drawn instanceof Promise) reportRejection(drawn.then(keep).catch(fail));
    else keep(drawn);
    operations.flush();
  } catch (error) {
    fail(error);
  }

  /** A function is called in the end. JSX is meant to be seen. */
  function keep(drawn: unknown): void {
    if (isTemplate(drawn)) root.append(drawn);
    if (typeof drawn !== 'function') return;
    const { dispose } = scope.add(toDisposable(() => reportRejection(drawn())));
    if (closed.signal.aborted) dispose();
  }

  return {
    event(node, type, detail, rev) {
      const target = nodes.get(node);
      if (target instanceof TreeElement) target.receive(type, detail, rev);
    },
    visible(next) {
      if (next === visible) return;
      visible = next;
      tellAll(listeners, (listener) => reportRejection(listener(next)));
    },
    close: end,
  };
}
