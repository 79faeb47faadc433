import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { ComponentType, ReactNode } from 'react';
import type { PanelNode } from '../../panels/panel-node.ts';
import type { PanelView } from '../../panels/panel-view.ts';

/** What a component gets that stands for an element of a panel. */
export interface ElementProps {
  readonly view: PanelView;
  readonly node: PanelNode;
  /** Checked by the element's schema. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What stands in it. */
  readonly children: ReactNode;
}

/** The components that draw elements, by name. */
export type ElementMap = { readonly [N in ElementName]?: ComponentType<ElementProps> };
