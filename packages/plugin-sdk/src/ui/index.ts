/**
 * @module
 * What a panel is made of: components, JSX, and the types of its tree.
 */

export type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
export * from './components.ts';
export { Fragment, h } from './h.ts';
export type {
  PanelChild,
  PanelChildren,
  PanelContext,
  PanelDocument,
  PanelDrawn,
  PanelElement,
  PanelEvent,
  PanelEventBase,
  PanelNode,
  PanelRef,
  PanelRender,
  PanelTemplate,
  PanelTexts,
  PropsOf,
} from './panel-types.ts';
