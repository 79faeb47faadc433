import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { invalidPanel } from './check-element.ts';
import type { PanelLimits } from './panel-limits.ts';
import { plainWeight } from './plain-weight.ts';
import type { TreeNode } from './tree-node.ts';

/** What costs the page about as much as an operation: bytes of a list to check, characters to parse and lay out. */
const BYTES_PER_OPERATION = 1024;
const CHARACTERS_PER_OPERATION = 256;
/** Children of an element that is drawn again. */
const CHILDREN_PER_OPERATION = 10;
/** Operations that are drawn on their own cost more than together. */
const OPERATIONS_PER_DRAWING = 10;

/** Operations that are paid for together, at most. */
const SETTLED_AT = 256;

/** What one panel has taken of its limits. Each method throws `INVALID_PANEL` when that is too much. */
export interface PanelBudget {
  /** Operations, or what costs as much. */
  spend(operations: number): void;
  /** What has changed together is drawn, with the children of each. */
  draw(changed: Iterable<TreeNode>): void;
  /** The bytes of something that was not looked at yet; looking at them is spent. */
  weigh(name: string, value: unknown): number;
  /** Puts content on the account of a node, in place of what was there under the key. */
  charge(node: TreeNode, key: string, value: unknown, bytes: number): void;
  /** A node is gone, with all that was charged for it. */
  release(node: TreeNode): void;
}

export function createPanelBudget(limits: PanelLimits, clock: Pick<Clock, 'now'>): PanelBudget {
  const rate = createTokenBucket(limits.operationsPerSecond, limits.operationsBurst, clock);
  let bytes = 0;
  let characters = 0;

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
    if (amount > limits.bytes) throw tooMuch(`${limits.bytes / 1024 / 1024} MB of texts and properties`);
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
    draw(changed) {
      let children = 0;
      for (const node of changed) children += node.childCount;
      spend(OPERATIONS_PER_DRAWING + children / CHILDREN_PER_OPERATION);
      settle();
    },
    weigh(name, value) {
      const weight = plainWeight(name, value, limits.bytes);
      checkBytes(weight);
      spend(weight / (typeof value === 'string' ? CHARACTERS_PER_OPERATION : BYTES_PER_OPERATION));
      return weight;
    },
    charge(node, key, value, weight) {
      const isNothing = value === null || typeof value === 'boolean';
      add(
        node,
        key,
        isNothing ? NOTHING : { bytes: weight, characters: typeof value === 'string' ? value.length : 0 },
      );
      checkBytes(bytes);
      if (characters > limits.characters)
        throw tooMuch(`${limits.characters} characters outside of lists and tables`);
    },
    release(node) {
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

export function tooMuch(what: string): Error {
  return invalidPanel(`More than ${what}`);
}
