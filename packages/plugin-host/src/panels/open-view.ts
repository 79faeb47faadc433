import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PanelMessage } from '@fluxstudio/plugin-protocol/panel/ops';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import { invalidPanel } from './check-element.ts';
import { closeImages } from './close-images.ts';
import { PANEL_LIMITS } from './panel-limits.ts';
import type { PanelInvocation, PanelNode } from './panel-node.ts';
import { createPanelTree } from './panel-tree.ts';
import type { PanelStatus, PanelView } from './panel-view.ts';
import type { TreeNode } from './tree-node.ts';
import { createWaiting } from './waiting-invocations.ts';

export interface ViewOptions {
  /** Its number among those of the plugin. */
  readonly id: number;
  readonly clock: Pick<Clock, 'now'>;
  post(message: PanelMessage): void;
  onState(state: unknown): void;
  /** The plugin may end the view itself, with a result. */
  readonly isDialog?: boolean | undefined;
  onError(error: unknown): void;
  /** It is over, however that came. */
  onClose(): void;
}

/** A view with its other end, which belongs to the plugin. */
export interface OpenView extends PanelView {
  apply(operations: readonly unknown[]): void;
}

export function openView(options: ViewOptions): OpenView {
  const { id, clock, post, onState, onError, onClose } = options;
  const listeners = new Set<() => void>();
  const invoked = new Map<TreeNode, Set<(invocation: PanelInvocation) => void>>();
  const waiting = createWaiting();
  let status: PanelStatus = { state: 'open' };
  let warned = false;

  const finish = (next: PanelStatus) => {
    if (status.state !== 'open') return;
    status = next;
    post([id, 'close']);
    waiting.dispose();
    onClose();
    callListeners(listeners);
  };
  const tree = createPanelTree(PANEL_LIMITS, clock, {
    onState,
    onInvoke(node, invocation, bytes) {
      const heard = invoked.get(node);
      if (heard) callListeners(heard, invocation);
      else waiting.add(node, invocation, bytes);
    },
    onRemove: waiting.drop,
    onFail: (message) => stop(new PluginError('PANEL_FAILED', message || 'It threw what is no error')),
    onWarning(message) {
      // Once: a list that is drawn with each key would say it with each key.
      if (!warned) onError(invalidPanel(message));
      warned = true;
    },
    onResult(result) {
      if (options.isDialog) finish({ state: 'closed', result });
    },
  });

  function stop(error: PluginError): void {
    finish({ state: 'stopped', error });
  }

  const tell = (node: PanelNode, type: string, detail: unknown, rev: number) => {
    if (status.state === 'open') post([id, 'event', node.id, type, detail, rev]);
  };
  const own = (node: PanelNode): TreeNode | undefined => {
    const found = tree.get(node.id);
    return found === node ? found : undefined;
  };

  return {
    root: tree.root,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => status,
    send(node, type, detail = {}) {
      if (own(node)) tell(node, type, detail, 0);
    },
    input(node, type, value) {
      const found = own(node);
      const key = found?.schema?.value;
      if (found && key) tell(found, type, { [key]: value }, tree.input(found, value));
    },
    compose(node, composing) {
      const found = own(node);
      if (found) tree.compose(found, composing);
    },
    onInvoke(node, listener) {
      const found = own(node);
      if (!found) return () => undefined;
      const heard = invoked.get(found) ?? new Set();
      invoked.set(found, heard);
      heard.add(listener);
      for (const invocation of waiting.take(found)) callListeners(heard, invocation);
      return () => {
        heard.delete(listener);
        if (heard.size === 0) invoked.delete(found);
      };
    },
    setVisible(visible) {
      if (status.state === 'open') post([id, 'visible', visible]);
    },
    close: () => finish({ state: 'closed' }),
    apply(operations) {
      if (status.state !== 'open') return closeImages(operations);
      try {
        tree.apply(operations);
      } catch (error) {
        closeImages(operations);
        const reason = error instanceof PluginError ? error : invalidPanel(String(error));
        onError(reason);
        stop(reason);
      }
    },
  };
}
