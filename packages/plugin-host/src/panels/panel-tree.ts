import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { measure } from '../sandbox/measure.ts';
import { checkProp, checkProps, elementSchema, invalidPanel } from './check-element.ts';
import type { PanelLimits } from './panel-limits.ts';
import { TreeNode } from './tree-node.ts';

/** Nesting of one property: more is no table. */
const PROPERTY_DEPTH = 10;

export interface PanelTreeHandlers {
  onInvoke(node: TreeNode, name: string, args: readonly unknown[]): void;
  onState(state: unknown): void;
  onFail(message: string): void;
  onResult(result: unknown): void;
}

/** The nodes of one open panel, built by operations of its plugin, of which nothing is believed. */
export interface PanelTree {
  readonly root: TreeNode;
  get(id: number): TreeNode | undefined;
  /** @throws PluginError `INVALID_PANEL` or `LIMIT_EXCEEDED`; what is left of the tree is not to be shown any more */
  apply(operations: readonly unknown[]): void;
  /** The user has changed the value of an element. Returns the number of the input. */
  input(node: TreeNode, value: unknown): number;
  /** What the plugin answers waits from the first until the last keystroke of a composed character. */
  compose(node: TreeNode, composing: boolean): void;
}

export function createPanelTree(
  limits: PanelLimits,
  clock: Pick<Clock, 'now'>,
  handlers: PanelTreeHandlers,
): PanelTree {
  const root = new TreeNode(op.ROOT, '#root', undefined);
  const nodes = new Map<number, TreeNode>([[op.ROOT, root]]);
  const rate = createTokenBucket(limits.operationsPerSecond, limits.operationsBurst, clock);
  const changed = new Set<TreeNode>();
  let bytes = 0;

  function find(id: unknown): TreeNode {
    const node = typeof id === 'number' ? nodes.get(id) : undefined;
    if (!node) throw invalidPanel(`There is no node ${typeof id === 'number' ? id : typeof id}`);
    return node;
  }

  function findParent(id: unknown, depthBelow: number): TreeNode {
    const parent = find(id);
    if (parent.name === '#text' || parent.schema?.children === 'none')
      throw invalidPanel(`Nothing can stand in ${parent.name}`);
    let depth = depthBelow;
    for (let node: TreeNode | undefined = parent; node; node = node.parent)
      if (++depth > limits.depth) throw invalidPanel(`More than ${limits.depth} elements within each other`);
    return parent;
  }

  function findBefore(id: unknown, parent: TreeNode): TreeNode | undefined {
    if (id === op.ROOT) return undefined;
    const before = find(id);
    if (before.parent !== parent) throw invalidPanel(`Node ${before.id} is no child of node ${parent.id}`);
    return before;
  }

  function add(id: unknown, make: (id: number) => TreeNode, parent: TreeNode, before: unknown): void {
    if (!Number.isSafeInteger(id) || nodes.has(id as number))
      throw invalidPanel(`${typeof id === 'number' ? id : typeof id} is no new number of a node`);
    if (nodes.size > limits.nodes) throw tooMuch(`${limits.nodes} nodes: use a List or a Table`);
    const place = findBefore(before, parent);
    const node = make(id as number);
    weigh(node, node.name === '#text' ? node.text : node.props);
    nodes.set(node.id, node);
    node.link(parent, place);
    changed.add(parent);
  }

  function weigh(node: TreeNode, content: unknown): void {
    const size = measure(content, limits.bytes, PROPERTY_DEPTH);
    if (size.depth > PROPERTY_DEPTH) throw invalidPanel(`${node.name}: a property is nested too deeply`);
    bytes += size.bytes - node.bytes;
    node.bytes = size.bytes;
    if (bytes > limits.bytes) throw tooMuch(`${limits.bytes / 1024 / 1024} MB of texts and properties`);
  }

  function insert(parentId: unknown, before: unknown, id: unknown, name: unknown, props: unknown): void {
    const schema = elementSchema(name);
    const parent = findParent(parentId, 0);
    if (parent.schema?.children === 'text') throw invalidPanel(`Only text can stand in ${parent.name}`);
    add(
      id,
      (number) =>
        new TreeNode(number, name as TreeNode['name'], schema, checkProps(name as string, schema, props)),
      parent,
      before,
    );
  }

  function insertText(parentId: unknown, before: unknown, id: unknown, text: unknown): void {
    if (typeof text !== 'string') throw invalidPanel('A text must be a string');
    const make = (number: number) => {
      const node = new TreeNode(number, '#text', undefined);
      node.text = text;
      return node;
    };
    add(id, make, findParent(parentId, 0), before);
  }

  function move(parentId: unknown, beforeId: unknown, id: unknown): void {
    const node = findChild(id);
    const isNear = find(parentId) === node.parent;
    const parent = findParent(parentId, isNear ? 0 : heightOf(node));
    for (let above: TreeNode | undefined = parent; above; above = above.parent)
      if (above === node) throw invalidPanel(`Node ${node.id} cannot be put into itself`);
    if (parent.schema?.children === 'text' && node.name !== '#text')
      throw invalidPanel(`Only text can stand in ${parent.name}`);
    const before = findBefore(beforeId, parent);
    if (before === node) return;
    if (node.parent) changed.add(node.parent);
    node.unlink();
    node.link(parent, before);
    changed.add(parent);
  }

  /** Elements within it; what looks at them is counted like operations. */
  function heightOf(node: TreeNode): number {
    spend(1);
    let height = 0;
    for (let child = node.first; child; child = child.next) height = Math.max(height, heightOf(child) + 1);
    return height;
  }

  function findChild(id: unknown): TreeNode {
    const node = find(id);
    if (node === root) throw invalidPanel('The root stays where it is');
    return node;
  }

  function remove(id: unknown): void {
    const node = findChild(id);
    if (node.parent) changed.add(node.parent);
    node.unlink();
    forget(node);
  }

  function forget(node: TreeNode): void {
    nodes.delete(node.id);
    changed.delete(node);
    bytes -= node.bytes;
    for (let child = node.first; child; child = child.next) forget(child);
  }

  function set(id: unknown, key: unknown, given: unknown, rev: unknown): void {
    const node = find(id);
    if (!node.schema) throw invalidPanel(`${node.name} has no properties`);
    const value = checkProp(node.name, node.schema, key, given);
    if (key === node.schema.value) answer(node, value, rev);
    else assign(node, key as string, value);
  }

  function assign(node: TreeNode, key: string, value: unknown): void {
    node.set(key, value);
    weigh(node, node.props);
    changed.add(node);
  }

  /** What the plugin says of a value that the user has changed since is old: a newer answer will come. */
  function answer(node: TreeNode, value: unknown, rev: unknown): void {
    const key = node.schema?.value;
    if (!key || rev !== node.rev) return;
    if (node.composing) node.held = { value };
    else if ((node.props[key] ?? null) !== value) assign(node, key, value);
  }

  function acknowledge(id: unknown, rev: unknown, value: unknown): void {
    // The element may be gone, or be another: the user was faster.
    const node = nodes.get(id as number);
    if (!node?.schema?.value) return;
    answer(node, checkProp(node.name, node.schema, node.schema.value, value), rev);
  }

  function setText(id: unknown, text: unknown): void {
    const node = find(id);
    if (node.name !== '#text' || typeof text !== 'string') throw invalidPanel('Only a text has text');
    node.text = text;
    node.invalidate();
    weigh(node, text);
    changed.add(node);
  }

  function invoke(id: unknown, name: unknown, args: unknown): void {
    const node = find(id);
    if (typeof name !== 'string' || !Array.isArray(args))
      throw invalidPanel('An invocation has a name and a list');
    handlers.onInvoke(node, name, args);
  }

  const run: Record<number, (...parts: unknown[]) => void> = {
    [op.INSERT]: insert,
    [op.TEXT]: insertText,
    [op.MOVE]: move,
    [op.REMOVE]: remove,
    [op.SET]: set,
    [op.DATA]: setText,
    [op.ACK]: acknowledge,
    [op.INVOKE]: invoke,
    [op.STATE]: (state) => handlers.onState(state),
    [op.FAIL]: (message) => handlers.onFail(String(message)),
    [op.RESULT]: (result) => handlers.onResult(result),
  };

  function spend(amount: number): void {
    if (!rate.tryTake(amount))
      throw tooMuch(`${limits.operationsPerSecond} operations in a second: change less at once`);
  }

  function tell(): void {
    const told = [...changed];
    changed.clear();
    for (const node of told) node.tell();
  }

  return {
    root,
    get: (id) => nodes.get(id),
    apply(operations) {
      for (let at = 0; at < operations.length; ) {
        const code = operations[at];
        const parts = typeof code === 'number' ? op.PARTS[code] : undefined;
        if (parts === undefined || at + parts >= operations.length)
          throw invalidPanel('The operations of the panel are malformed');
        spend(1);
        run[code as number]?.(...operations.slice(at + 1, at + 1 + parts));
        at += parts + 1;
      }
      tell();
    },
    input(node, value) {
      const key = node.schema?.value;
      node.rev++;
      node.held = undefined;
      if (key) assign(node, key, value);
      tell();
      return node.rev;
    },
    compose(node, composing) {
      node.composing = composing;
      const { held } = node;
      node.held = undefined;
      if (!composing && held) answer(node, held.value, node.rev);
      tell();
    },
  };
}

function tooMuch(what: string): Error {
  return invalidPanel(`More than ${what}`);
}
