import { expect, it } from 'vitest';
import { elementSchema } from './check-element.ts';
import { TreeNode } from './tree-node.ts';

let id = 0;
const element = (name: 'Stack' | 'Text' | 'Link') => new TreeNode(++id, name, elementSchema(name));
function text(letters: string): TreeNode {
  const node = new TreeNode(++id, '#text', undefined);
  node.write(letters);
  return node;
}
function within(parent: TreeNode, ...children: TreeNode[]): TreeNode {
  for (const child of children) child.link(parent, undefined);
  return parent;
}

it('a text is all that stands in its lines, wherever it is changed', () => {
  const [a, b, c] = [text('a'), text('bb'), text('ccc')];
  const inner = within(element('Text'), b);
  const whole = within(element('Text'), a, inner);
  const stack = within(element('Stack'), whole, c);
  expect([whole.letters, stack.letters]).toEqual([3, 3]);
  expect([a, b, inner, whole].map((node) => node.wholeText())).toEqual(new Array(4).fill(whole));
  expect(c.wholeText()).toBe(stack);

  b.write('bbbb');
  expect(whole.letters).toBe(5);
  inner.unlink();
  expect(whole.letters).toBe(1);
  within(stack, inner);
  expect([inner.wholeText(), inner.letters, stack.letters]).toEqual([inner, 4, 3]);
  c.unlink();
  within(whole, within(element('Link'), c));
  expect([whole.letters, stack.letters]).toEqual([4, 0]);
});
