/**
 * @module
 * What compilers call for JSX: `"jsx": "react-jsx", "jsxImportSource": "@fluxstudio/plugin-sdk/ui"`.
 */
import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { NameOf } from './components.ts';
import type { PanelChildren, PanelTemplate, PropsOf } from './panel-types.ts';

export { Fragment } from './h.ts';

/** For compilers. By hand: `h`. */
export function jsx(type: PanelTemplate['type'], props: Readonly<Record<string, unknown>>): PanelTemplate {
  return { type, props };
}

export { jsx as jsxDEV, jsx as jsxs };

/** Types of JSX. */
export declare namespace JSX {
  type Element = PanelTemplate;
  type ElementType = (props: never) => PanelChildren;
  interface ElementChildrenAttribute {
    readonly children: PanelChildren;
  }
  interface IntrinsicAttributes {
    readonly key?: string | number | undefined;
  }
  /** A component takes children of any JSX; in this one they are those of panels. */
  type LibraryManagedAttributes<C, P> = C extends ElementName ? PropsOf<NameOf<C>> : P;
  // biome-ignore lint/complexity/noBannedTypes: no lower-case elements
  type IntrinsicElements = {};
}
