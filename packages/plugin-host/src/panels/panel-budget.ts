import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { measure } from '../sandbox/measure.ts';
import { canvasBytes, canvasSize } from './canvas-size.ts';
import { PIXELS_PER_OPERATION } from './drawing-cost.ts';
import { drawnNodes, lettersOf, listWork, openNodes } from './drawn-nodes.ts';
import { createAccount, type PanelAccount, tooMuch } from './panel-account.ts';
import type { PanelLimits } from './panel-limits.ts';
import { PER_VALUE, plainWeight } from './plain-weight.ts';
import type { TreeNode } from './tree-node.ts';

/** What costs the page about as much as an operation: bytes of a list to check, characters to parse and lay out. */
const BYTES_PER_OPERATION = 1024;
const CHARACTERS_PER_OPERATION = 16;
/** Characters of a text that is broken into lines again, and of the whole panel, which may move for it. */
const LINES_PER_OPERATION = 64;
const LAYOUT_PER_OPERATION = 500;
/** In longer ones each costs more than in shorter ones: some scripts are laid out in a time that grows with the square. */
const LONG_TEXT = 20_000;
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
  /** An element works out again what it shows, because a property of it has changed. */
  workOut(node: TreeNode, key: string): void;
  /** What has changed together is drawn, with the children of each and the texts that they stand in. */
  draw(changed: Iterable<TreeNode>): void;
  /**
   * The bytes of something that was not looked at yet; looking at them is spent.
   *
   * @param before the text in whose place it comes: what it begins with is there already
   */
  weigh(name: TreeNode['name'], value: unknown, before?: string): number;
  /** The bytes of what an element is asked to do, images included; looking at them is spent. */
  weighCall(args: readonly unknown[]): number;
  /** Puts content on the account of a node, in place of what was there under the key. */
  charge(node: TreeNode, key: string, value: unknown, bytes: number): void;
  /** A node is gone, with all that was charged for it. */
  release(node: TreeNode): void;
  /** The panel is over: what it held is for the others of its plugin. */
  dispose(): void;
}

/** @param shared what all panels of the plugin have taken, and this one takes too */
export function createPanelBudget(
  limits: PanelLimits,
  clock: Pick<Clock, 'now'>,
  shared: PanelAccount,
): PanelBudget {
  const own = createAccount(limits, clock);
  let owed = 0;

  /** The clock is asked once for many operations: it costs as much as one of them. */
  function spend(operations: number): void {
    owed += operations;
    if (owed >= SETTLED_AT) settle();
  }

  function settle(): void {
    const amount = owed;
    owed = 0;
    own.take(amount);
    shared.take(amount);
  }

  /** Both first: what one of them refuses is given back to both. */
  function hold(nodes: number, bytes: number, characters: number): void {
    own.add(nodes, bytes, characters);
    shared.add(nodes, bytes, characters);
  }

  function check(): void {
    own.check();
    shared.check();
  }

  function checkBytes(amount: number): void {
    if (amount > limits.bytes)
      throw tooMuch(`${limits.bytes / 1024 / 1024} MB of texts, properties and canvases`);
  }

  function checkLength(name: string, { length }: string): void {
    if (length > limits.characters)
      throw tooMuch(`${limits.characters} characters outside of lists and tables`);
    if (name === '#text') checkText(length);
  }

  function checkText(letters: number): void {
    if (letters > limits.textCharacters)
      throw tooMuch(`${limits.textCharacters} characters in one text: make several, or a List`);
  }

  function add(node: TreeNode, key: string, now: Weight): void {
    const before = node.weights.get(key) ?? NOTHING;
    hold(0, now.bytes - before.bytes, now.characters - before.characters);
    if (now === NOTHING) node.weights.delete(key);
    else node.weights.set(key, now);
  }

  /** Its pixels are new, and empty. */
  function resize(node: TreeNode): void {
    const size = canvasSize(node.props);
    if (size.width === node.size?.width && size.height === node.size.height) return;
    const { width = 0, height = 0 } = node.largest ?? {};
    node.size = size;
    node.largest = { width: Math.max(size.width, width), height: Math.max(size.height, height) };
    const bytes = canvasBytes(node.props);
    // Taken from memory, and painted.
    spend((2 * bytes) / 4 / PIXELS_PER_OPERATION);
    add(node, PIXELS, { bytes, characters: 0 });
    check();
  }

  /** Texts that are broken into lines again, each once. */
  function layOut(changed: Iterable<TreeNode>): number {
    const texts = new Set<TreeNode>();
    for (const node of changed) texts.add(node.wholeText());
    let operations = own.characters / LAYOUT_PER_OPERATION;
    for (const { letters } of texts) {
      checkText(letters);
      operations += (letters / LINES_PER_OPERATION) * Math.max(1, letters / LONG_TEXT);
    }
    return operations;
  }

  return {
    spend,
    place(node) {
      const before = node.drawn;
      node.drawn = drawnNodes(node);
      const more = node.drawn - before;
      if (more !== 0) hold(more, 0, 0);
      if (more > 0) {
        check();
        spend(more);
      }
      if (node.name === 'Canvas') resize(node);
    },
    workOut: (node, key) => spend(listWork(node, key)),
    draw(changed) {
      let operations = OPERATIONS_PER_DRAWING + layOut(changed);
      let open = 0;
      for (const node of changed) {
        operations += node.drawn / NODES_PER_OPERATION + node.childCount / CHILDREN_PER_OPERATION;
        open = Math.max(open, openNodes(node));
      }
      spend(operations + open / NODES_PER_OPERATION);
      settle();
    },
    weigh(name, value, before = '') {
      if (isText(name, value)) {
        // Said before it is counted: it is too much however slowly it comes.
        checkLength(name, value);
        spend((lettersOf(name, value).length - sharedStart(before, value)) / CHARACTERS_PER_OPERATION);
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
      check();
    },
    release(node) {
      hold(-node.drawn, 0, 0);
      node.drawn = 0;
      for (const key of [...node.weights.keys()]) add(node, key, NOTHING);
    },
    dispose: () => shared.add(-own.nodes, -own.bytes, -own.characters),
  };
}

/** How many letters both begin with. */
function sharedStart(before: string, now: string): number {
  let at = 0;
  while (at < before.length && at < now.length && before.charCodeAt(at) === now.charCodeAt(at)) at++;
  return at;
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
