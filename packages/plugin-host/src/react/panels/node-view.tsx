import { createContext, memo, type RefObject, useContext, useSyncExternalStore } from 'react';
import type { PanelNode } from '../../panels/panel-node.ts';
import type { PanelView } from '../../panels/panel-view.ts';
import { withoutHeaps } from '../ui/plain-text.ts';
import type { ElementMap } from './element-map.ts';

/** What all nodes of a panel share. The same object for as long as it is open. */
export interface Drawing {
  readonly view: PanelView;
  readonly elements: ElementMap;
  /** Whose panel it is, in plain text. */
  readonly pluginName: string;
  /** What holds the nodes. */
  readonly box: RefObject<HTMLElement | null>;
}

const DrawingContext = createContext<Drawing | null>(null);

export const DrawingProvider = DrawingContext.Provider;

/** Whose panel it is, for questions about it. */
export function usePluginName(): string {
  return useContext(DrawingContext)?.pluginName ?? '';
}

/** What holds the nodes of the panel: empty until it is drawn for the first time. */
export function usePanelBox(): RefObject<HTMLElement | null> | undefined {
  return useContext(DrawingContext)?.box;
}

/** One node, drawn again only when it has changed itself. */
export const NodeView = memo(function NodeView({ node }: { readonly node: PanelNode }) {
  const drawing = useContext(DrawingContext);
  const now = useSyncExternalStore(node.subscribe, node.getSnapshot, node.getSnapshot);
  if (now.name === '#text') return withoutHeaps(now.text);
  const children = now.children.map((child) => <NodeView key={child.id} node={child} />);
  const Element = now.name === '#root' ? undefined : drawing?.elements[now.name];
  if (!drawing || !Element) return children;
  return (
    <Element view={drawing.view} node={node} props={now.props}>
      {children}
    </Element>
  );
});
