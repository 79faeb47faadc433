import type { PanelMessage } from '@fluxstudio/plugin-protocol/panel/ops';
import { createOperations } from '@fluxstudio/plugin-sdk/source/panel-runtime/operations.ts';
import { createTree, type Tree } from '@fluxstudio/plugin-sdk/source/panel-runtime/tree.ts';
import { TreeElement, type TreeEvent } from '@fluxstudio/plugin-sdk/source/panel-runtime/tree-element.ts';
import { type TreeNode, TreeText } from '@fluxstudio/plugin-sdk/source/panel-runtime/tree-node.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type OpenView, openView } from './open-view.ts';
import type { PanelNode } from './panel-node.ts';

/** What holds others, what holds texts, and what holds none but has a value of the user’s. */
const NAMES = ['Stack', 'Badge', 'TextField'] as const;

/** A panel with both of its sides, and what is on its way between them. */
class Panel {
  readonly toPage: unknown[][] = [];
  readonly toWorker: PanelMessage[] = [];
  readonly tree: Tree;
  readonly view: OpenView;

  constructor() {
    this.tree = createTree(createOperations((operations) => this.toPage.push(structuredClone(operations))));
    this.view = openView({
      id: 1,
      clock: { now: () => 0 },
      post: (message) => this.toWorker.push(message),
      onState: () => undefined,
      onError: () => undefined,
      onUserAction: () => undefined,
      onClose: () => undefined,
    });
  }

  async deliver(): Promise<void> {
    const operations = this.toPage.shift();
    if (operations) this.view.apply(operations);
    const message = this.toWorker.shift();
    if (message?.[1] === 'event') {
      const [, , id, type, detail, rev] = message;
      const node = this.tree.nodes.get(id);
      if (node instanceof TreeElement) node.receive(type, detail as Record<string, unknown>, rev);
    }
    await endOfTurn();
  }

  async settle(): Promise<void> {
    await endOfTurn();
    while (this.toPage.length > 0 || this.toWorker.length > 0) await this.deliver();
  }
}

/** Long enough for the answer to an input, which waits for frameworks. */
async function endOfTurn(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await undefined;
}

function ofWorker(node: TreeNode): unknown {
  if (node instanceof TreeText) return node.data;
  // Private, as nobody but this test needs to see it all.
  return [node.nodeName, (node as TreeElement)['props' as never], node.childNodes.map(ofWorker)];
}

function ofPage(node: PanelNode): unknown {
  const now = node.getSnapshot();
  return now.name === '#text' ? now.text : [now.name, now.props ?? {}, now.children.map(ofPage)];
}

const pick = fc.nat({ max: 11 });
const place = fc.record({ parent: pick, child: pick, before: pick, last: fc.boolean() });
const text = fc.constantFrom('', 'a', 'B', 'long');
/** `true` sets off a turn, and what is on its way may wait for another. */
const step = fc.oneof(
  { weight: 8, arbitrary: place.map((at) => ({ do: 'place', ...at }) as const) },
  { weight: 2, arbitrary: pick.map((node) => ({ do: 'remove', node }) as const) },
  { weight: 2, arbitrary: fc.tuple(pick, text).map(([node, to]) => ({ do: 'set', node, to }) as const) },
  { weight: 1, arbitrary: pick.map((node) => ({ do: 'replace', node }) as const) },
  { weight: 6, arbitrary: fc.tuple(pick, text).map(([node, to]) => ({ do: 'type', node, to }) as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(pick, fc.boolean()).map(([node, on]) => ({ do: 'compose', node, on }) as const),
  },
  { weight: 8, arbitrary: fc.nat({ max: 1 }).map((panel) => ({ do: 'deliver', panel }) as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'turn' } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Two panels of one plugin, and nodes that stand in the one, the other, or nowhere. */
class World {
  readonly panels = [new Panel(), new Panel()] as const;
  readonly nodes: TreeNode[];

  constructor() {
    const { root } = this.panels[0].tree;
    const { ownerDocument } = root;
    const elements = Array.from({ length: 9 }, (_, at) =>
      ownerDocument.createElement(NAMES[at % 3] as string),
    );
    const fields = elements.filter((element) => element.localName === 'TextField');
    const answers: ((event: TreeEvent) => unknown)[] = [
      ({ target, value }) => {
        target.value = String(value).toUpperCase();
      },
      ({ target }) => {
        target.value = 'mine';
      },
      async ({ target, value, rev }) => {
        await undefined;
        target.setValue(`${value}!`, rev);
      },
    ];
    for (const [at, field] of fields.entries()) field.addEventListener('input', answers[at] as () => unknown);
    root.append(elements);
    this.nodes = [root, this.panels[1].tree.root, ...elements, ownerDocument.createTextNode('t')];
  }

  node(index: number): TreeNode {
    return this.nodes[index % this.nodes.length] as TreeNode;
  }

  /** Where a plugin may put it: what it may not is the subject of other tests. */
  place(parent: TreeNode, child: TreeNode, before: TreeNode | null): void {
    if (!(parent instanceof TreeElement) || parent.localName === 'TextField') return;
    if (parent.localName === 'Badge' && child instanceof TreeElement) return;
    if (child.nodeName === '#root' || child.contains(parent)) return;
    parent.insertBefore(child, before);
  }

  async run(step: Step): Promise<void> {
    const node = 'node' in step ? this.node(step.node) : this.node(0);
    if (step.do === 'place') {
      const parent = this.node(step.parent);
      const before = step.last
        ? null
        : (parent.childNodes[step.before % (parent.childNodes.length || 1)] ?? null);
      this.place(parent, this.node(step.child), before);
    } else if (step.do === 'remove') node.remove();
    else if (step.do === 'replace' && node instanceof TreeElement && node.localName === 'Badge')
      node.replaceChildren('one', ['two']);
    else if (step.do === 'set') {
      if (node instanceof TreeText) node.data = step.to;
      else if ((node as TreeElement).localName === 'Stack')
        (node as TreeElement).setAttribute(
          'gap',
          step.to === '' ? null : step.to === 'a' ? 'small' : 'large',
        );
      else if ((node as TreeElement).localName === 'TextField') (node as TreeElement).value = step.to;
    } else if (step.do === 'turn') await endOfTurn();
    else if (step.do === 'deliver') await this.panels[step.panel]?.deliver();
    else if (step.do === 'type' || step.do === 'compose') {
      const fields = this.panels.flatMap(({ view }) => fieldsOf(view.root).map((field) => ({ view, field })));
      const chosen = fields[step.node % (fields.length || 1)];
      if (chosen && step.do === 'type') chosen.view.input(chosen.field, 'input', step.to);
      else if (chosen && step.do === 'compose') chosen.view.compose(chosen.field, step.on);
    }
  }

  async settle(): Promise<void> {
    for (const panel of this.panels) await panel.settle();
    for (const { view } of this.panels) for (const field of fieldsOf(view.root)) view.compose(field, false);
    for (const panel of this.panels) await panel.settle();
  }
}

function fieldsOf(node: PanelNode): PanelNode[] {
  const now = node.getSnapshot();
  if (now.name === '#text') return [];
  return now.name === 'TextField' ? [node] : now.children.flatMap(fieldsOf);
}

it('has the same tree on both sides, whatever the plugin and the user do and however late it is heard of', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 120, size: 'max' }), async (steps) => {
      const world = new World();
      for (const each of steps) await world.run(each);
      await world.settle();
      for (const { view, tree } of world.panels) {
        expect(view.getSnapshot()).toEqual({ state: 'open' });
        expect(ofPage(view.root)).toEqual(ofWorker(tree.root));
      }
    }),
    { numRuns: 2_000 },
  );
}, 60_000);
