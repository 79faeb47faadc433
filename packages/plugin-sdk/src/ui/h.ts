import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelChildren, PanelTemplate, PanelTexts, PropsOf } from './panel-types.ts';

type Children<P> = NonNullable<P['children' & keyof P]>;
type ChildrenOf<P> = [Children<P>] extends [never]
  ? []
  : [Children<P>] extends [PanelTexts]
    ? PanelTexts[]
    : PanelChildren[];
/** Properties can be left out where none is required. */
type Rest<P> =
  Record<never, never> extends P
    ? [props?: NoInfer<P> | null, ...children: ChildrenOf<P>]
    : [props: NoInfer<P>, ...children: ChildrenOf<P>];

/** The name of an element as such: a component is one as well, and typed by its properties. */
type PlainName<N> = N extends (props: never) => unknown ? never : N;

/**
 * Describes an element, as JSX does. It becomes real where it is put into another: `root.append(h(Button, { onPress }, 'Copy'))`.
 *
 * @param type a component of this module, its name, or a function of properties
 */
export function h<const N extends ElementName>(type: PlainName<N>, ...rest: Rest<PropsOf<N>>): PanelTemplate;
export function h<P extends object>(type: (props: P) => PanelChildren, ...rest: Rest<P>): PanelTemplate;
export function h(
  type: PanelTemplate['type'],
  props?: object | null,
  ...children: PanelChildren[]
): PanelTemplate {
  const all: Record<string, unknown> = { ...props };
  if (children.length > 0) all.children = children;
  return { type, props: all };
}

/** Several children without an element around them: `<>…</>`. */
export function Fragment({ children }: { readonly children?: PanelChildren }): PanelChildren {
  return children;
}
