import { ELEMENTS } from '@fluxstudio/plugin-protocol/panel/elements';
import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openView, type ViewOptions } from './open-view.ts';
import type { PanelElementSnapshot, PanelNode } from './panel-node.ts';
import { HONEST } from './test-hostile-operations.ts';

function setUp(options: Partial<ViewOptions> = {}) {
  const posted: unknown[] = [];
  const view = openView({
    id: 1,
    clock: { now: () => 0 },
    post: (message) => posted.push(message),
    onState: () => undefined,
    onError: () => undefined,
    onUserAction: () => undefined,
    onClose: () => undefined,
    ...options,
  });
  view.apply(HONEST);
  const childrenOf = (node: PanelNode) => (node.getSnapshot() as PanelElementSnapshot).children;
  const field = childrenOf(childrenOf(view.root)[0] as PanelNode)[1] as PanelNode;
  const value = () => (field.getSnapshot() as PanelElementSnapshot).props.value;
  return { view, posted, field, value };
}

/** A view with one more element, 5. */
function withElement(name: string) {
  const onUserAction = vi.fn();
  const { view, posted } = setUp({ onUserAction });
  view.apply([op.INSERT, op.ROOT, 0, 5, name, {}]);
  const added = (view.root.getSnapshot() as PanelElementSnapshot).children[1] as PanelNode;
  return { view, posted, added, onUserAction };
}

describe('the value of a field', () => {
  it('is what the user types, and the plugin hears which change it is', () => {
    const { view, posted, field, value } = setUp();
    view.input(field, 'input', 'a');
    view.input(field, 'input', 'ab');
    expect(value()).toBe('ab');
    expect(posted).toEqual([
      [1, 'event', 3, 'input', { value: 'a' }, 1],
      [1, 'event', 3, 'input', { value: 'ab' }, 2],
    ]);
  });

  it('is answered only by what answers the last change', () => {
    const { view, field, value } = setUp();
    view.input(field, 'input', 'a');
    view.input(field, 'input', 'ab');
    view.apply([op.SET, 3, 'value', 'A', 1, op.ACK, 3, 1, 'A']);
    expect(value()).toBe('ab');
    view.apply([op.ACK, 3, 2, 'AB']);
    expect(value()).toBe('AB');
  });

  it('waits while a character is composed, and the last answer counts', () => {
    const { view, field, value } = setUp();
    view.compose(field, true);
    view.input(field, 'input', 'k');
    view.apply([op.SET, 3, 'value', 'K', 1, op.ACK, 3, 1, 'K!']);
    expect(value()).toBe('k');
    view.compose(field, false);
    expect(value()).toBe('K!');
  });

  it('may be longer than a plugin may set, where the user has typed it', () => {
    const { view, field, value } = setUp();
    const long = 'x'.repeat(9_000_000);
    view.input(field, 'input', long);
    view.apply([op.ACK, 3, 1, long]);
    expect(view.getSnapshot()).toEqual({ state: 'open' });
    expect(value()).toBe(long);
  });
});

it('takes a table of a hundred thousand rows, and another in its place', () => {
  let now = 0;
  const { view } = setUp({ clock: { now: () => now } });
  const rows = Array.from({ length: 100_000 }, (_, at) => ({
    id: `row-${at}`,
    cells: { name: `Name ${at}`, size: at, kind: 'image', changed: '2026-01-01' },
  }));
  view.apply([op.INSERT, 1, 0, 5, 'Table', { rows }]);
  now += 3_000;
  view.apply([op.SET, 5, 'rows', rows.toReversed(), 0]);
  expect(view.getSnapshot()).toEqual({ state: 'open' });
});

describe('what an author is told', () => {
  const stopped = (...operations: unknown[]) => {
    const { view } = setUp();
    view.apply(operations);
    const status = view.getSnapshot();
    return status.state === 'stopped' ? status.error.message : status.state;
  };

  it('names what there is in the place of what there is not', () => {
    expect(stopped(op.INSERT, 1, 0, 5, 'Btn', {})).toMatch(
      /^There is no element “Btn”; there are Stack, Grid/,
    );
    expect(stopped(op.SET, 4, 'onClick', true, 0)).toBe(
      'Button has no property “onClick”; it has variant, type, icon, label, disabled, busy, onPress',
    );
    expect(stopped(op.INVOKE, 4, 'click', [])).toBe('Button has no method “click”; it has focus');
  });

  it('names the place in a list', () => {
    const list = (...items: unknown[]) => stopped(op.INSERT, 1, 0, 5, 'List', { items });
    expect(list({ id: 'a', title: 'A' }, { title: 'B' })).toBe('List: items[1].id is required');
    expect(list({ id: 'a', title: 1 })).toBe('List: items[0].title must be a string');
    expect(list('a')).toBe('List: items[0] must be of type Object');
  });

  it('warns once that two rows share an id, and shows the panel', () => {
    const errors: unknown[] = [];
    const { view } = setUp({ onError: (error) => errors.push(error) });
    const items = ['a', 'b', 'a'].map((id) => ({ id, title: id }));
    view.apply([op.INSERT, 1, 0, 5, 'List', { items }, op.SET, 5, 'items', items, 0]);
    expect(view.getSnapshot()).toEqual({ state: 'open' });
    expect(errors.map(String)).toEqual([
      expect.stringContaining('List: items has the id “a” more than once; only the first is shown'),
    ]);
  });
});

describe('an action of the user', () => {
  it.each<readonly [name: string, type: string]>([
    ['Button', 'press'],
    ['Form', 'submit'],
    ['TextField', 'submit'],
    ['List', 'select'],
    ['List', 'activate'],
    ['Tree', 'toggle'],
    ['Table', 'sort'],
    ['Canvas', 'press'],
  ])('is what a %s tells of “%s”', (name, type) => {
    const { view, added, onUserAction } = withElement(name);
    view.send(added, type);
    expect(onUserAction).toHaveBeenCalledTimes(1);
  });

  it.each(['Checkbox', 'Switch', 'Select', 'Tabs', 'Slider', 'ColorPicker'])(
    'is a change of a %s',
    (name) => {
      const { view, added, onUserAction } = withElement(name);
      view.input(added, 'change', '1');
      expect(onUserAction).toHaveBeenCalledTimes(1);
    },
  );

  it.each<readonly [name: string, type: string]>([
    ['TextField', 'change'],
    ['TextField', 'input'],
    ['TextField', 'focus'],
    ['TextField', 'blur'],
    ['TextArea', 'change'],
    ['Slider', 'input'],
    ['Canvas', 'move'],
    ['Canvas', 'release'],
  ])('is not what a %s tells of “%s”', (name, type) => {
    const { view, added, posted, onUserAction } = withElement(name);
    if (type === 'input' || type === 'change') view.input(added, type, 'x');
    else view.send(added, type);
    expect(posted.at(-1)).toEqual(expect.arrayContaining([1, 'event', 5, type]));
    expect(onUserAction).not.toHaveBeenCalled();
  });

  it('is none in a view that is over', () => {
    const { view, added, onUserAction } = withElement('Button');
    view.close();
    view.send(added, 'press');
    expect(onUserAction).not.toHaveBeenCalled();
  });
});

describe('a result', () => {
  it('closes a dialog, and the plugin is told', () => {
    const { view, posted } = setUp({ isDialog: true });
    view.apply([op.RESULT, { color: 'blue' }]);
    expect(view.getSnapshot()).toEqual({ state: 'closed', result: { color: 'blue' } });
    expect(posted).toEqual([[1, 'close']]);
  });
});

describe('whatever operations come', () => {
  const id = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(Number.NaN, 1.5, '1', null));
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(ELEMENTS)),
    fc.constantFrom('value', 'label', 'rows', 'onPress'),
  );
  const part = fc.oneof(
    { weight: 4, arbitrary: id },
    { weight: 3, arbitrary: name },
    { weight: 2, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
    },
  );
  const operation = fc
    .integer({ min: 0, max: 10 })
    .chain((code) => fc.tuple(fc.constant(code), ...Array.from({ length: op.PARTS[code] ?? 0 }, () => part)));

  it('a view is open or stopped with a reason, and its nodes are where they say', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        const { view } = setUp();
        for (const each of operations) view.apply(each);
        const status = view.getSnapshot();
        if (status.state === 'stopped')
          expect(['INVALID_PANEL', 'PANEL_FAILED']).toContain(status.error.code);
        else expect(status.state).toBe('open');
        const seen = new Set<PanelNode>();
        const walk = (node: PanelNode): void => {
          expect(seen.has(node)).toBe(false);
          seen.add(node);
          const now = node.getSnapshot();
          if (now.name !== '#text') for (const child of now.children) walk(child);
        };
        walk(view.root);
      }),
      { numRuns: 2_000 },
    );
  });
});
