import type { PanelChildren, PanelTemplate } from './panel-types.ts';

type Type = PanelTemplate['type'];

/**
 * Describes an element, as JSX does. It becomes real where it is put into another: `root.append(h(Button, { onPress }, 'Copy'))`.
 *
 * @param type a component of this module, or a function of properties
 */
export function h<P extends object>(
  type: string | ((props: P) => PanelChildren),
  props?: P | null,
  ...children: PanelChildren[]
): PanelTemplate {
  const all: Record<string, unknown> = { ...props };
  if (children.length > 0) all.children = children;
  return { type: type as Type, props: all };
}

/** Several children without an element around them: `<>…</>`. */
export function Fragment({ children }: { readonly children?: PanelChildren }): PanelChildren {
  return children;
}
