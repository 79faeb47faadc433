import { type RefObject, useEffect, useRef } from 'react';
import type { PanelNode } from '../../panels/panel-node.ts';
import type { PanelView } from '../../panels/panel-view.ts';

/** Hears what the plugin asks of an element: `name` with its arguments. */
export function useInvocation(
  view: PanelView,
  node: PanelNode,
  name: string,
  listener: (args: readonly unknown[]) => void,
): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () =>
      view.onInvoke(node, (invocation) => {
        if (invocation.name === name) newest.current(invocation.args);
      }),
    [view, node, name],
  );
}

/** What takes the focus when the plugin says so. */
export function useFocusable<T extends HTMLElement>(view: PanelView, node: PanelNode): RefObject<T | null> {
  const ref = useRef<T>(null);
  useInvocation(view, node, 'focus', () => takeFocus(ref.current));
  return ref;
}

/** Gives a control the focus, where the plugin may have it. */
export function takeFocus(control: HTMLElement | null | undefined): void {
  if (control && mayTakeFocus(control)) control.focus({ preventScroll: true });
}

/** What has the focus: of an app that draws the panel in a shadow root, the document knows no more than the root’s place. */
export function activeAround(control: HTMLElement): Element | null {
  const root = control.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : control.ownerDocument.activeElement;
}

/** Within it a plugin may move the focus from our own controls to its own. */
export const MAY_FOCUS = 'data-flux-may-focus';

/** Only from nowhere, or from within the panel: what is typed on would go to the plugin. */
function mayTakeFocus(control: HTMLElement): boolean {
  const { activeElement, body } = control.ownerDocument;
  if (!activeElement || activeElement === body) return true;
  const around = control.closest(`[${MAY_FOCUS}]`) ?? control.closest('[data-flux-plugins]');
  return around?.contains(activeAround(control)) ?? false;
}
