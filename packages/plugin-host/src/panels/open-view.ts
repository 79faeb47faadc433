import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PanelMessage } from '@fluxstudio/plugin-protocol/panel/ops';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import { invalidPanel } from './check-element.ts';
import { closeImages } from './close-images.ts';
import { createPluginShare, type PluginShare } from './panel-account.ts';
import { PANEL_LIMITS } from './panel-limits.ts';
import type { PanelInvocation, PanelNode } from './panel-node.ts';
import { createPanelTree } from './panel-tree.ts';
import type { PanelStatus, PanelView } from './panel-view.ts';
import type { TreeNode } from './tree-node.ts';
import { createWaiting } from './waiting-invocations.ts';

/** What the user does in a panel in order to have something of its plugin. */
const ACTIONS: ReadonlySet<string> = new Set(['press', 'submit', 'select', 'activate', 'toggle', 'sort']);

export interface ViewOptions {
  /** Its number among those of the plugin. */
  readonly id: number;
  readonly clock: Pick<Clock, 'now'>;
  /** What all open views of the plugin have taken of its limits. Absent where there is only one. */
  readonly shared?: PluginShare;
  post(message: PanelMessage): void;
  onState(state: unknown): void;
  /** The plugin may end the view itself, with a result. */
  readonly isDialog?: boolean | undefined;
  onError(error: unknown): void;
  /** The user has pressed or chosen something in it. */
  onUserAction(): void;
  /** It is over, however that came. */
  onClose(): void;
}

/** A view with its other end, which belongs to the plugin. */
export interface OpenView extends PanelView {
  apply(operations: readonly unknown[]): void;
  /** Its plugin is told why in the log, the user in its place. */
  stop(error: PluginError): void;
}

export function openView(options: ViewOptions): OpenView {
  const { id, clock, post, onState, onError, onUserAction, onClose } = options;
  const { shared = createPluginShare(clock) } = options;
  const listeners = new Set<() => void>();
  const invoked = new Map<TreeNode, Set<(invocation: PanelInvocation) => void>>();
  const waiting = createWaiting(shared);
  let status: PanelStatus = { state: 'open' };
  let warned = false;

  const isOver = () => status.state !== 'open';
  const finish = (next: PanelStatus) => {
    if (isOver()) return;
    status = next;
    post([id, 'close']);
    waiting.dispose();
    tree.dispose();
    onClose();
    callListeners(listeners);
  };
  const tree = createPanelTree(PANEL_LIMITS, clock, shared.account, {
    onState,
    isDrawn: (node) => invoked.has(node),
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

  function refuse(error: PluginError): void {
    onError(error);
    stop(error);
  }

  const tell = (node: PanelNode, type: string, detail: unknown, rev: number) => {
    if (isOver()) return;
    // A field also says “change” when the user goes elsewhere.
    if (ACTIONS.has(type) || (type === 'change' && !tree.get(node.id)?.schema?.events.includes('blur')))
      onUserAction();
    post([id, 'event', node.id, type, detail, rev]);
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
      if (!isOver()) post([id, 'visible', visible]);
    },
    close: () => finish({ state: 'closed' }),
    apply(operations) {
      if (isOver()) return closeImages(operations);
      try {
        tree.apply(operations);
        // It may have ended itself.
        if (isOver()) closeImages(operations);
      } catch (error) {
        closeImages(operations);
        const reason = error instanceof PluginError ? error : invalidPanel(String(error));
        refuse(reason);
      }
    },
    stop: refuse,
  };
}
