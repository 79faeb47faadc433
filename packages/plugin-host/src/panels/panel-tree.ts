import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { measure } from '../sandbox/measure.ts';
import { LARGEST_CANVAS } from './canvas-size.ts';
import { checkInvocation, checkProp, elementSchema, invalidPanel } from './check-element.ts';
import { callCost } from './drawing-cost.ts';
import { createNodePlaces } from './node-places.ts';
import { type PanelAccount, tooMuch } from './panel-account.ts';
import { createPanelBudget } from './panel-budget.ts';
import type { PanelLimits } from './panel-limits.ts';
import type { PanelInvocation } from './panel-node.ts';
import { isPlain } from './plain-weight.ts';
import { repeatedId } from './repeated-id.ts';
import { TreeNode } from './tree-node.ts';

/** Nesting of what is left for the next view. */
const STATE_DEPTH = 50;
/** Of what a plugin says about its own failure. */
const MAX_MESSAGE = 1_000;

export interface PanelTreeHandlers {
  /** Whether somebody hears at once what it is asked to do. */
  isDrawn(node: TreeNode): boolean;
  onInvoke(node: TreeNode, invocation: PanelInvocation, bytes: number): void;
  onRemove(node: TreeNode): void;
  onState(state: unknown): void;
  onFail(message: string): void;
  onResult(result: unknown): void;
  /** Something is not shown as it was meant. */
  onWarning(message: string): void;
}

/** The nodes of one open panel, built by operations of its plugin, of which nothing is believed. */
export interface PanelTree {
  readonly root: TreeNode;
  get(id: number): TreeNode | undefined;
  /** @throws PluginError `INVALID_PANEL`; what is left of the tree is not to be shown any more */
  apply(operations: readonly unknown[]): void;
  /** The user has changed the value of an element. Returns the number of the input. */
  input(node: TreeNode, value: unknown): number;
  /** What the plugin answers waits from the first until the last keystroke of a composed character. */
  compose(node: TreeNode, composing: boolean): void;
  /** Nothing of it is kept, nor counted among what its plugin has; the rest of what is applied just now is not looked at. */
  dispose(): void;
}

export function createPanelTree(
  limits: PanelLimits,
  clock: Pick<Clock, 'now'>,
  shared: PanelAccount,
  handlers: PanelTreeHandlers,
): PanelTree {
  const budget = createPanelBudget(limits, clock, shared);
  const { spend, place, workOut, draw, weigh, weighCall, charge, release } = budget;
  const places = createNodePlaces(limits, spend);
  const { root, nodes, newId, find, findChild, findParent, findBefore, checkRoom, checkDepth } = places;
  const changed = new Set<TreeNode>();
  let isOver = false;

  function add(node: TreeNode, parent: TreeNode, before: unknown): void {
    checkRoom(parent);
    checkDepth(parent);
    place(node);
    nodes.set(node.id, node);
    node.link(parent, findBefore(before, parent));
    changed.add(parent);
  }

  function insert(parentId: unknown, before: unknown, id: unknown, name: unknown, props: unknown): void {
    const schema = elementSchema(name);
    const parent = findParent(parentId);
    if (parent.schema?.children === 'text') throw invalidPanel(`Only text can stand in ${parent.name}`);
    const node = new TreeNode(newId(id), name as TreeNode['name'], schema);
    if (!isPlain(props)) throw invalidPanel(`${node.name} has no properties in an object`);
    // No list of all names first: the first that there is not ends it.
    for (const key in props) node.set(key, checked(node, key, props[key]));
    add(node, parent, before);
  }

  function insertText(parentId: unknown, before: unknown, id: unknown, text: unknown): void {
    const parent = findParent(parentId);
    const node = new TreeNode(newId(id), '#text', undefined);
    write(node, text);
    add(node, parent, before);
  }

  function write(node: TreeNode, text: unknown): void {
    if (node.name !== '#text' || typeof text !== 'string') throw invalidPanel('Only a text has text');
    charge(node, 'text', text, weigh(node.name, text, node.text));
    node.write(text);
  }

  function move(parentId: unknown, beforeId: unknown, id: unknown): void {
    const node = findChild(id);
    const parent = findParent(parentId);
    checkDepth(parent, node);
    for (let above: TreeNode | undefined = parent; above; above = above.parent)
      if (above === node) throw invalidPanel(`Node ${node.id} cannot be put into itself`);
    if (parent.schema?.children === 'text' && node.name !== '#text')
      throw invalidPanel(`Only text can stand in ${parent.name}`);
    const before = findBefore(beforeId, parent);
    if (before === node) return;
    if (node.parent) changed.add(node.parent);
    if (node.parent !== parent) checkRoom(parent);
    node.unlink();
    node.link(parent, before);
    changed.add(parent);
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
    release(node);
    handlers.onRemove(node);
    for (let child = node.first; child; child = child.next) forget(child);
  }

  /** A property that a plugin has given, looked at and charged. */
  function checked(node: TreeNode, key: unknown, given: unknown): unknown {
    if (!node.schema) throw invalidPanel(`${node.name} has no properties`);
    const bytes = weigh(node.name, given);
    const value = checkProp(node.name, node.schema, key, given);
    charge(node, key as string, value, bytes);
    const id = repeatedId(value);
    if (id !== undefined)
      handlers.onWarning(
        `${node.name}: ${String(key)} has the id “${id}” more than once; only the first is shown`,
      );
    return value;
  }

  function set(id: unknown, key: unknown, given: unknown, rev: unknown): void {
    const node = find(id);
    if (key === node.schema?.value) answer(node, given, rev);
    else {
      assign(node, key as string, checked(node, key, given));
      workOut(node, key as string);
    }
  }

  function assign(node: TreeNode, key: string, value: unknown): void {
    node.set(key, value);
    place(node);
    changed.add(node);
  }

  /** What the plugin says of a value that the user has changed since is old: a newer answer will come. */
  function answer(node: TreeNode, given: unknown, rev: unknown): void {
    const key = node.schema?.value;
    if (!key || rev !== node.rev) return;
    // What stands there is the user’s, and may be more than a plugin may set.
    const value = given === currentOf(node) ? given : checked(node, key, given);
    if (node.composing) node.held = { value };
    else put(node, value);
  }

  function currentOf({ schema, props }: TreeNode): unknown {
    return (schema?.value && props[schema.value]) ?? null;
  }

  function put(node: TreeNode, value: unknown): void {
    if (node.schema?.value && value !== currentOf(node)) assign(node, node.schema.value, value);
  }

  function acknowledge(id: unknown, rev: unknown, value: unknown): void {
    // The element may be gone, or be another: the user was faster.
    const node = nodes.get(id as number);
    if (node) answer(node, value, rev);
  }

  function setText(id: unknown, text: unknown): void {
    const node = find(id);
    write(node, text);
    changed.add(node);
  }

  function invoke(id: unknown, name: unknown, args: unknown): void {
    const node = find(id);
    if (typeof name !== 'string' || !Array.isArray(args))
      throw invalidPanel('An invocation has a name and a list');
    const bytes = weighCall(args);
    const invocation = { name, args: checkInvocation(node.name, node.schema, name, args) };
    // A canvas is as large as it was when the page last drew it; one that is not there may be as large as any when it comes.
    spend(callCost(invocation, (handlers.isDrawn(node) && node.largest) || LARGEST_CANVAS));
    handlers.onInvoke(node, invocation, bytes);
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
    [op.STATE]: keep,
    [op.FAIL]: (message) => handlers.onFail(typeof message === 'string' ? message.slice(0, MAX_MESSAGE) : ''),
    [op.RESULT]: (result) => handlers.onResult(result),
  };

  function keep(state: unknown): void {
    const size = measure(state, limits.state, STATE_DEPTH);
    if (size.refused || size.handles > 0)
      throw invalidPanel('setState takes data: an image, a key or a port is none');
    if (size.depth > STATE_DEPTH) throw invalidPanel(`setState takes at most ${STATE_DEPTH} levels`);
    if (size.bytes > limits.state) throw tooMuch(`${limits.state / 1024 / 1024} MB given to setState`);
    handlers.onState(state);
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
      for (let at = 0; at < operations.length && !isOver; ) {
        const code = operations[at];
        const parts = typeof code === 'number' ? op.PARTS[code] : undefined;
        if (parts === undefined || at + parts >= operations.length)
          throw invalidPanel('The operations of the panel are malformed');
        spend(1);
        // A list of just its parts would be thrown away each time: none takes more than these.
        run[code as number]?.(
          operations[at + 1],
          operations[at + 2],
          operations[at + 3],
          operations[at + 4],
          operations[at + 5],
        );
        at += parts + 1;
      }
      if (isOver) return;
      draw(changed);
      tell();
    },
    dispose() {
      isOver = true;
      nodes.clear();
      changed.clear();
      root.clear();
      budget.dispose();
    },
    input(node, value) {
      node.rev++;
      node.held = undefined;
      put(node, value);
      tell();
      return node.rev;
    },
    compose(node, composing) {
      node.composing = composing;
      if (composing || !node.held) return;
      const { value } = node.held;
      node.held = undefined;
      put(node, value);
      tell();
    },
  };
}
