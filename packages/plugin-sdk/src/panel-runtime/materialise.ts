import type { TreeDocument } from './tree.ts';
import type { TreeElement } from './tree-element.ts';
import { TreeNode } from './tree-node.ts';

interface Template {
  readonly type: string | ((props: unknown) => unknown);
  readonly props: Readonly<Record<string, unknown>>;
}

/**
 * Makes nodes of what stands between the tags of JSX: nodes, templates, texts, lists of them.
 *
 * @throws TypeError for anything else
 */
export function materialise(document: TreeDocument, child: unknown): TreeNode[] {
  if (child === null || child === undefined || typeof child === 'boolean') return [];
  if (child instanceof TreeNode) return [child];
  if (Array.isArray(child)) return child.flatMap((each) => materialise(document, each));
  if (!isTemplate(child)) {
    if (typeof child === 'object' || typeof child === 'function')
      throw new TypeError('Only nodes, texts and what JSX makes can stand in a panel');
    return [document.createTextNode(String(child))];
  }
  const { type, props } = child;
  if (typeof type === 'function') return materialise(document, type(props));
  const element = document.createElement(type);
  for (const [name, value] of Object.entries(props)) apply(element, name, value);
  return [element];
}

function apply(element: TreeElement, name: string, value: unknown): void {
  if (name === 'children') element.append(value);
  else if (name === 'ref') hand(element, value);
  else if (typeof value === 'function')
    element.addEventListener(name.replace(/^on/, ''), value as () => unknown);
  else if (name !== 'key') element.setAttribute(name, value);
}

function hand(element: TreeElement, ref: unknown): void {
  if (typeof ref === 'function') ref(element);
  else if (ref) (ref as { current: TreeElement }).current = element;
}

/** Whether something is what JSX makes. */
export function isTemplate(child: unknown): child is Template {
  const { type, props } = Object(child) as Partial<Template>;
  return (
    typeof child === 'object' && typeof props === 'object' && ['string', 'function'].includes(typeof type)
  );
}
