import { ELEMENTS, type ElementName, type ElementSchema } from '@fluxstudio/plugin-protocol/panel/elements';
import type { PanelNode } from './host-source.ts';

/** An element of a panel as it stands there now. */
export interface ShownElement {
  readonly node: PanelNode;
  readonly name: ElementName;
  readonly props: Readonly<Record<string, unknown>>;
  readonly schema: ElementSchema;
}

/** A node and all below it, as they are read. */
export function* nodesOf(node: PanelNode): Generator<PanelNode> {
  yield node;
  const now = node.getSnapshot();
  if (now.name !== '#text') for (const child of now.children) yield* nodesOf(child);
}

/** The elements among them. */
export function* elementsOf(root: PanelNode): Generator<ShownElement> {
  for (const node of nodesOf(root)) {
    const element = elementOf(node);
    if (element) yield element;
  }
}

export function elementOf(node: PanelNode): ShownElement | undefined {
  const now = node.getSnapshot();
  if (now.name === '#text' || now.name === '#root') return undefined;
  return { node, name: now.name, props: now.props, schema: ELEMENTS[now.name] };
}

export function textsOf(root: PanelNode): string[] {
  return [...nodesOf(root)].flatMap((node) => {
    const now = node.getSnapshot();
    return now.name === '#text' ? [now.text] : [];
  });
}

/** What a test may call an element by. */
export function namesOf({ props, node }: Pick<ShownElement, 'props' | 'node'>): string[] {
  return [props.label, props.title, textsOf(node).join('')].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}

/** For messages: `Button “Keep”`. */
export function describe(element: ShownElement | undefined): string {
  const [name] = element ? namesOf(element) : [];
  const kind = element?.name ?? 'What was found';
  return name === undefined ? kind : `${kind} “${name}”`;
}
