import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { ComponentType, ReactNode } from 'react';
import type { PanelNode } from '../../panels/panel-node.ts';
import type { PanelView } from '../../panels/panel-view.ts';
import type { CheckedProps } from './element-props.ts';

/** What a component gets that stands for an element of a panel. */
export interface ElementProps {
  readonly view: PanelView;
  readonly node: PanelNode;
  /** Checked by the element's schema. */
  readonly props: Readonly<Record<string, unknown>>;
  /** What stands in it. */
  readonly children: ReactNode;
}

/**
 * The same, of one element.
 *
 * @example
 * function MyButton({ view, node, props, children }: ElementPropsOf<'Button'>) {
 *   return <AppButton disabled={props.disabled} onClick={() => view.send(node, 'press')}>{children}</AppButton>;
 * }
 */
export interface ElementPropsOf<N extends ElementName> extends Omit<ElementProps, 'props'> {
  readonly props: CheckedProps<N>;
}

/** The components that draw elements, by name. */
export type ElementMap = { readonly [N in ElementName]?: ComponentType<ElementPropsOf<N>> };
