import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { measure } from '../sandbox/measure.ts';
import { canvasBytes } from './canvas-size.ts';
import { invalidPanel } from './check-element.ts';
import { drawnNodes, lettersOf } from './drawn-nodes.ts';
import type { PanelLimits } from './panel-limits.ts';
import { PER_VALUE, plainWeight } from './plain-weight.ts';
import type { TreeNode } from './tree-node.ts';

/** What costs the page about as much as an operation: bytes of a list to check, characters to parse and lay out. */
const BYTES_PER_OPERATION = 1024;
const CHARACTERS_PER_OPERATION = 16;
/** Of what an element is asked to do: most are pixels, which nobody looks at one by one. */
const CALL_BYTES_PER_OPERATION = 4096;
/** Nesting of that, which has a schema. */
const CALL_DEPTH = 10;
/** Nodes of an element that is drawn again, and children. */
const NODES_PER_OPERATION = 2;
const CHILDREN_PER_OPERATION = 4;
/** Operations that are drawn on their own cost more than together. */
const OPERATIONS_PER_DRAWING = 10;

/** Of a canvas, beside its properties. */
const PIXELS = '#pixels';

/** Operations that are paid for together, at most. */
const SETTLED_AT = 256;

/** What one panel has taken of its limits. Each method throws `INVALID_PANEL` when that is too much. */
export interface PanelBudget {
  /** Operations, or what costs as much. */
  spend(operations: number): void;
  /** A node draws what its properties say now; what is new is spent. */
  place(node: TreeNode): void;
  /** What has changed together is drawn, with the children of each. */
  draw(changed: Iterable<TreeNode>): void;
  /** The bytes of something that was not looked at yet; looking at them is spent. */
  weigh(name: TreeNode['name'], value: unknown): number;
  /** The bytes of what an element is asked to do, images included; looking at them is spent. */
  weighCall(args: readonly unknown[]): number;
  /** Puts content on the account of a node, in place of what was there under the key. */
  charge(node: TreeNode, key: string, value: unknown, bytes: number): void;
  /** A node is gone, with all that was charged for it. */
  release(node: TreeNode): void;
}

export function createPanelBudget(limits: PanelLimits, clock: Pick<Clock, 'now'>): PanelBudget {
  const rate = createTokenBucket(limits.operationsPerSecond, limits.operationsBurst, clock);
  let bytes = 0;
  let characters = 0;
  let nodes = 0;
  let owed = 0;

  /** The clock is asked once for many operations: it costs as much as one of them. */
  function spend(operations: number): void {
    owed += operations;
    if (owed >= SETTLED_AT) settle();
  }

  function settle(): void {
    const amount = owed;
    owed = 0;
    if (!rate.tryTake(amount))
      throw tooMuch(`${limits.operationsPerSecond} operations in a second: change less at once`);
  }

  function checkBytes(amount: number): void {
    if (amount > limits.bytes)
      throw tooMuch(`${limits.bytes / 1024 / 1024} MB of texts, properties and canvases`);
  }

  function checkCharacters(amount: number): void {
    if (amount > limits.characters)
      throw tooMuch(`${limits.characters} characters outside of lists and tables`);
  }

  function checkLength(name: string, { length }: string): void {
    checkCharacters(length);
    if (name === '#text' && length > limits.textCharacters)
      throw tooMuch(`${limits.textCharacters} characters in one text: make several, or a List`);
  }

  function add(node: TreeNode, key: string, now: Weight): void {
    const before = node.weights.get(key) ?? NOTHING;
    bytes += now.bytes - before.bytes;
    characters += now.characters - before.characters;
    if (now === NOTHING) node.weights.delete(key);
    else node.weights.set(key, now);
  }

  return {
    spend,
    place(node) {
      const before = node.drawn;
      node.drawn = drawnNodes(node);
      const more = node.drawn - before;
      nodes += more;
      if (nodes > limits.nodes)
        throw tooMuch(`${limits.nodes} nodes, of which a field is ten: use a List or a Table`);
      if (more > 0) spend(more);
      if (node.name !== 'Canvas') return;
      add(node, PIXELS, { bytes: canvasBytes(node.props), characters: 0 });
      checkBytes(bytes);
    },
    draw(changed) {
      let operations = OPERATIONS_PER_DRAWING;
      for (const { drawn, childCount } of changed)
        operations += drawn / NODES_PER_OPERATION + childCount / CHILDREN_PER_OPERATION;
      spend(operations);
      settle();
    },
    weigh(name, value) {
      if (isText(name, value)) {
        // Said before it is counted: it is too much however slowly it comes.
        checkLength(name, value);
        spend(lettersOf(name, value).length / CHARACTERS_PER_OPERATION);
        return PER_VALUE + value.length;
      }
      const weight = plainWeight(name, value, limits.bytes);
      checkBytes(weight);
      spend(weight / BYTES_PER_OPERATION);
      return weight;
    },
    weighCall(args) {
      const { bytes } = measure(args, limits.bytes, CALL_DEPTH);
      checkBytes(bytes);
      spend(bytes / CALL_BYTES_PER_OPERATION);
      return bytes;
    },
    charge(node, key, value, weight) {
      const isNothing = value === null || typeof value === 'boolean';
      const { length } = isText(node.name, value) ? lettersOf(node.name, value) : '';
      add(node, key, isNothing ? NOTHING : { bytes: weight, characters: length });
      checkBytes(bytes);
      checkCharacters(characters);
    },
    release(node) {
      nodes -= node.drawn;
      node.drawn = 0;
      for (const key of [...node.weights.keys()]) add(node, key, NOTHING);
    },
  };
}

/** What a property or text of a node weighs. */
export interface Weight {
  readonly bytes: number;
  /** Of a text that is drawn as it is; those of lists and tables are drawn when they are in sight. */
  readonly characters: number;
}

const NOTHING: Weight = { bytes: 0, characters: 0 };

/** What is laid out: not the picture in an address. */
function isText(name: string, value: unknown): value is string {
  return typeof value === 'string' && name !== 'Image';
}

export function tooMuch(what: string): Error {
  return invalidPanel(`More than ${what}`);
}
