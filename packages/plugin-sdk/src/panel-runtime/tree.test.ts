import { ELEMENTS } from '@fluxstudio/plugin-protocol/panel/elements';
import { ACK, DATA, INSERT, INVOKE, MOVE, REMOVE, SET, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { describe, expect, it } from 'vitest';
import type { PanelElement } from '../ui/index.ts';
import { createOperations } from './operations.ts';
import { openTestPanel } from './test-panel.ts';
import { createTree } from './tree.ts';
import { EVENTS } from './tree-element.ts';

describe('nodes', () => {
  it('are told of as they are at the end of the turn, parents first', async () => {
    const { root, sent } = openTestPanel();
    const { ownerDocument } = root;
    const stack = ownerDocument.createElement('Stack');
    const button = ownerDocument.createElement('Button');
    root.append(stack);
    stack.append(button, 'text');
    button.setAttribute('variant', 'primary');
    button.addEventListener('press', () => undefined);
    stack.setAttribute('gap', 'small');
    stack.removeAttribute('gap');
    expect(await sent()).toEqual([
      [INSERT, 0, 0, 1, 'Stack', {}],
      [INSERT, 1, 0, 2, 'Button', { variant: 'primary', onPress: true }],
      [TEXT, 1, 0, 3, 'text'],
    ]);
  });

  it('that are not in the panel say nothing', async () => {
    const { root, sent } = openTestPanel();
    const stack = root.ownerDocument.createElement('Stack');
    stack.append('text');
    stack.setAttribute('gap', 'small');
    stack.addEventListener('press' as never, () => undefined);
    stack.focus();
    stack.textContent = 'other';
    expect(await sent()).toEqual([]);
    expect(stack.isConnected).toBe(false);
  });

  it('tell one operation for one change, and none for the same again', async () => {
    const { root, sent } = openTestPanel();
    const button = root.ownerDocument.createElement('Button');
    const text = root.ownerDocument.createTextNode('A');
    button.append(text);
    root.append(button);
    await sent();

    button.setAttribute('label', 'Save');
    expect(await sent()).toEqual([[SET, 1, 'label', 'Save', 0]]);
    button.setAttribute('label', 'Save');
    text.textContent = 'A';
    expect(await sent()).toEqual([]);
    text.textContent = 'B';
    button.removeAttribute('label');
    button.focus();
    expect(await sent()).toEqual([
      [DATA, 2, 'B'],
      [SET, 1, 'label', null, 0],
      [INVOKE, 1, 'focus', []],
    ]);
  });

  it('move without being made anew, and stay where they already are', async () => {
    const { root, sent } = openTestPanel();
    const rows = Array.from({ length: 1_000 }, (_, at) => {
      const row = root.ownerDocument.createElement('Text');
      row.append(`Row ${at}`);
      return row;
    });
    root.append(...rows);
    await sent();

    for (const row of rows.toReversed()) root.appendChild(row);
    const moves = await sent();
    expect(moves).toHaveLength(999);
    expect(new Set(moves.map(([code]) => code))).toEqual(new Set([MOVE]));
    for (const row of rows.toReversed()) root.insertBefore(row, row.nextSibling);
    expect(await sent()).toEqual([]);
    expect(root.textContent.startsWith('Row 999Row 998')).toBe(true);
  });

  it('that are taken out are forgotten, with all that is in them, and come back as others', async () => {
    const posted: unknown[] = [];
    const { root, nodes, operations } = createTree(createOperations((sent) => posted.push(...sent)));
    const stack = root.ownerDocument.createElement('Stack');
    stack.append('a', root.ownerDocument.createElement('Divider'));
    root.append(stack);
    operations.flush();
    expect(nodes.size).toBe(3);
    posted.length = 0;

    stack.remove();
    operations.flush();
    expect(nodes.size).toBe(0);
    expect(posted).toEqual([REMOVE, 1]);
    posted.length = 0;
    root.append(stack);
    operations.flush();
    expect(posted.slice(0, 4)).toEqual([INSERT, 0, 0, 4]);
    expect([...nodes.keys()]).toEqual([4, 5, 6]);
  });

  it('pass from one panel of the plugin to another', async () => {
    const [one, two] = [openTestPanel(), openTestPanel()];
    const button = one.root.ownerDocument.createElement('Button');
    one.root.append(button);
    await one.sent();
    two.root.append(button);
    expect(await one.sent()).toEqual([[REMOVE, 1]]);
    expect(await two.sent()).toEqual([[INSERT, 0, 0, 1, 'Button', {}]]);
  });

  it('refuse what cannot be', () => {
    const { root } = openTestPanel();
    const stack = root.ownerDocument.createElement('Stack');
    const other = root.ownerDocument.createElement('Stack');
    root.append(stack);
    expect(() => stack.append(stack)).toThrow('Stack cannot be put into itself');
    expect(() => root.insertBefore(other, root.ownerDocument.createElement('Text'))).toThrow('not a child');
    expect(() => root.removeChild(other)).toThrow('not a child');
    expect(() => stack.setAttribute('gap', (() => 'small') as never)).toThrow(
      'Stack: gap cannot be a function',
    );
    expect(() => stack.setAttribute('gap', [{ a: [1, Symbol('x')] }] as never)).toThrow(
      'Stack: gap[0].a[1] cannot be a symbol',
    );
    expect(() => stack.setAttribute('gap', { when: new Date() } as never)).toThrow(
      'Stack: gap.when must be plain data',
    );
    const endless: unknown[] = [];
    endless.push(endless);
    expect(() => stack.setAttribute('gap', endless as never)).toThrow('is nested too deeply');
    expect(() => root.append({} as never)).toThrow('Only nodes, texts and what JSX makes');
  });
});

describe('events', () => {
  const field = () => {
    const panel = openTestPanel();
    const element = panel.root.ownerDocument.createElement('TextField');
    panel.root.append(element);
    const type = (value: string, rev: number) => panel.event(1, 'input', { value }, rev);
    return { ...panel, element, type };
  };

  it('are answered once those who listen are done, with what stands there then', async () => {
    const { element, sent, type } = field();
    element.addEventListener('input', (event) => {
      queueMicrotask(() => {
        event.target.value = event.value.toUpperCase();
      });
    });
    await sent();
    type('a', 1);
    expect(await sent()).toEqual([
      [SET, 1, 'value', 'A', 1],
      [ACK, 1, 1, 'A'],
    ]);
  });

  it('are answered late only while nothing was typed since', async () => {
    const { element, sent, type } = field();
    const late: (() => void)[] = [];
    element.addEventListener('input', ({ target, value, rev }) => {
      late.push(() => target.setValue(`${value}!`, rev));
    });
    await sent();
    type('a', 1);
    type('ab', 2);
    await sent();
    for (const answer of late) answer();
    expect(await sent()).toEqual([[SET, 1, 'value', 'ab!', 2]]);
  });

  it('reach all that listen, and what one throws is thrown on', async () => {
    const { element, sent, type } = field();
    const heard: string[] = [];
    element.addEventListener('input', () => {
      throw new Error('No');
    });
    element.addEventListener('input', ({ value }) => heard.push(value));
    await sent();
    expect(() => type('a', 1)).toThrow('No');
    expect(heard).toEqual(['a']);
    expect(await sent()).toEqual([[ACK, 1, 1, 'a']]);
  });

  it('are asked for while someone listens', async () => {
    const { element, sent } = field();
    await sent();
    const listeners = [() => undefined, () => undefined];
    for (const listener of listeners) element.addEventListener('input', listener);
    expect(await sent()).toEqual([[SET, 1, 'onInput', true, 0]]);
    for (const listener of listeners) element.removeEventListener('input', listener);
    expect(await sent()).toEqual([[SET, 1, 'onInput', null, 0]]);
  });

  it('of a node that is gone are nobody’s', () => {
    const { element, type } = field();
    let heard = 0;
    element.addEventListener('input', () => heard++);
    (element as PanelElement).remove();
    type('a', 1);
    expect(heard).toBe(0);
  });

  it('have names that an element knows of', () => {
    const declared = new Set(Object.values(ELEMENTS).flatMap(({ events }): readonly string[] => events));
    expect([...EVENTS].sort()).toEqual([...declared].sort());
  });
});
