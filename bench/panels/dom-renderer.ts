import type { PanelElementSnapshot, PanelNode } from '../../packages/plugin-host/src/panels/panel-node.ts';
import type { PanelView } from '../../packages/plugin-host/src/panels/panel-view.ts';

const TAGS: Readonly<Record<string, string>> = {
  Heading: 'ui-heading',
  TextField: 'ui-field',
  Button: 'ui-button',
  Stack: 'ui-stack',
  Text: 'ui-text',
};

/** Draws a view of ours into an element without a framework: as thin as what remote-dom does for itself. */
export function renderView(view: PanelView, container: Element): void {
  const drawn = new WeakMap<PanelNode, Node>();

  function draw(node: PanelNode): Node {
    const first = node.getSnapshot();
    if (first.name === '#text') {
      const text = document.createTextNode(first.text);
      drawn.set(node, text);
      node.subscribe(() => {
        const now = node.getSnapshot();
        if (now.name === '#text') text.data = now.text;
      });
      return text;
    }
    const element = document.createElement(TAGS[first.name] ?? 'div');
    drawn.set(node, element);
    listen(node, first, element);
    follow(node, element);
    return element;
  }

  function listen(node: PanelNode, { props }: PanelElementSnapshot, element: Element): void {
    if (props.onPress) element.addEventListener('press', () => view.send(node, 'press'));
    if (props.onInput)
      element.addEventListener('input', (event) =>
        view.input(node, 'input', (event as CustomEvent<string>).detail),
      );
  }

  function follow(node: PanelNode, element: Element): void {
    let before: Partial<PanelElementSnapshot> = {};
    const update = () => {
      const now = node.getSnapshot();
      if (now.name === '#text') return;
      if (now.props !== before.props) applyProps(element, now.props, before.props ?? {});
      // What the page's own elements are made of is none of the panel's.
      if (now.children.length > 0 || before.children?.length) arrange(element, now.children);
      before = now;
    };
    node.subscribe(update);
    update();
  }

  /** What is new or elsewhere is put in its place, what is left over is gone. */
  function arrange(parent: Element, children: readonly PanelNode[]): void {
    let place = parent.firstChild;
    for (const child of children) {
      const node = drawn.get(child) ?? draw(child);
      if (node === place) place = place.nextSibling;
      else parent.insertBefore(node, place);
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  }

  follow(view.root, container);
}

type Props = Readonly<Record<string, unknown>>;

function applyProps(element: Element, props: Props, before: Props): void {
  for (const name in props) {
    const value = props[name];
    if (value === before[name]) continue;
    if (name === 'value') (element as HTMLInputElement).value = String(value);
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
}
