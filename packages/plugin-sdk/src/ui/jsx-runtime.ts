/**
 * @module
 * What compilers call for JSX: `"jsx": "react-jsx", "jsxImportSource": "@fluxstudio/plugin-sdk/ui"`.
 */
import type { PanelChildren, PanelTemplate } from './panel-types.ts';

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
    /** Given the element once it is there. */
    readonly ref?: ((element: never) => unknown) | undefined;
  }
  // biome-ignore lint/complexity/noBannedTypes: no lower-case elements
  type IntrinsicElements = {};
}
