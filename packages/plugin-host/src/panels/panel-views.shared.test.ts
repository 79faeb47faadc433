import { DATA, FAIL, INSERT, INVOKE, REMOVE, SET, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelElementSnapshot, PanelNode } from './panel-node.ts';
import type { PanelView } from './panel-view.ts';
import { createPanelViews, type PanelViews } from './panel-views.ts';

let now: number;
let views: PanelViews;
let number: number;
let errors: unknown[];

beforeEach(() => {
  [now, number, errors] = [0, 0, []];
  views = createPanelViews({
    clock: { now: () => now },
    onError: (error) => errors.push(error),
    onUserAction: () => undefined,
  });
});

/** Another panel of the plugin, in which something was drawn. */
function open(
  operations: readonly unknown[] = [],
): PanelView & { later(...more: unknown[]): void; says(): string } {
  const memory = { get: () => undefined, set: () => undefined };
  const view = views.open({ notify: () => undefined }, memory, true);
  const mine = ++number;
  if (operations.length > 0) views.update(mine, operations);
  return Object.assign(view, {
    later: (...more: unknown[]) => views.update(mine, more),
    says() {
      const status = view.getSnapshot();
      return status.state === 'stopped' ? status.error.message : status.state;
    },
  });
}

const of = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
const dividers = (count: number) =>
  of(count, (at) => {
    const stack = 10_000 * Math.floor(at / 1_900) + 1;
    const divider = [INSERT, stack, 0, stack + 1 + (at % 1_900), 'Divider', {}];
    return at % 1_900 === 0 ? [INSERT, 0, 0, stack, 'Stack', {}, ...divider] : divider;
  }).flat();
const canvases = (count: number) =>
  of(count, (at) => [INSERT, 0, 0, 1 + at, 'Canvas', { width: 1_900, height: 1_000 }]).flat();
const TOGETHER = 'in all open panels of the plugin';

describe('what the panels of a plugin have together is limited:', () => {
  it('nodes, and those of a panel that is closed are free again', () => {
    const first = open(dividers(19_900));
    const second = open(dividers(19_900));
    expect([first, second].map((view) => view.says())).toEqual(['open', 'open']);
    expect(open(dividers(300)).says()).toContain(`More than 40000 nodes ${TOGETHER}`);
    first.close();
    now += 10_000;
    expect(open(dividers(19_900)).says()).toBe('open');
    expect(open(dividers(300)).says()).toContain(TOGETHER);
    // Nor do those count that were taken away.
    second.later(...of(10, (at) => [REMOVE, 10_000 * at + 1]).flat());
    expect(open(dividers(300)).says()).toBe('open');
  });

  it('the pixels of canvases, also of those that grow', () => {
    const first = open(canvases(2));
    expect([first, open(canvases(2))].map((view) => view.says())).toEqual(['open', 'open']);
    const third = open([INSERT, 0, 0, 1, 'Canvas', { width: 1, height: 1 }]);
    third.later(SET, 1, 'width', 2_000, 0, SET, 1, 'height', 2_000, 0);
    expect(third.says()).toContain(`More than 128 MB of texts, properties and canvases ${TOGETHER}`);
    first.later(FAIL, 'x');
    expect(open(canvases(1)).says()).toBe('open');
  });

  it('characters', () => {
    const fields = [INSERT, 0, 0, 1, 'TextArea', { value: 'x'.repeat(450_000) }];
    const opened = of(3, () => open(fields));
    expect(opened.map((view) => view.says())).toEqual([
      'open',
      'open',
      `More than 1000000 characters outside of lists and tables ${TOGETHER}`,
    ]);
  });

  it('operations', () => {
    const once = of(15_000, (at) => [SET, 1, 'disabled', at % 2 === 0, 0]).flat();
    const opened = of(10, () => open([INSERT, 0, 0, 1, 'Button', {}, ...once]));
    expect(opened.map((view) => view.says())).toEqual([
      ...new Array(7).fill('open'),
      ...new Array(3).fill(`More than 40000 operations in a second ${TOGETHER}: change less at once`),
    ]);
  });

  it('what waits for canvases to be shown: those that came last are drawn', () => {
    const pixels = { type: 'pixels', x: 0, y: 0, width: 1_000, height: 1_000 };
    const draw = () => [INVOKE, 1, 'draw', [[{ ...pixels, data: new Uint8ClampedArray(4e6) }]]];
    const waiting = () => open([INSERT, 0, 0, 1, 'Canvas', {}, ...of(15, draw).flat()]);
    const drawn = (view: PanelView) => {
      let count = 0;
      const canvas = (view.root.getSnapshot() as PanelElementSnapshot).children[0] as PanelNode;
      view.onInvoke(canvas, () => count++);
      return count;
    };
    const opened = of(3, waiting);
    expect(opened.map(drawn)).toEqual([15, 15, 3]);
    // What is drawn, or closed, waits no longer.
    now += 10_000;
    waiting().close();
    expect(of(2, waiting).map(drawn)).toEqual([15, 15]);
  });

  it('how many are open', () => {
    const more = [TEXT, 0, 0, 1, 'x'];
    // What opened and draws nothing does not count: it may be closed at once.
    const empty = of(30, () => open());
    const opened = of(20, () => open(more));
    const late = open(more);
    expect(late.says()).toBe('20 panels of this plugin are open: close one of them first');
    expect(late.getSnapshot()).toMatchObject({ error: { code: 'LIMIT_EXCEEDED' } });
    expect(errors).toEqual([expect.objectContaining({ code: 'LIMIT_EXCEEDED' })]);
    opened[0]?.close();
    opened[1]?.later(DATA, 1, 'y');
    expect([opened[1], open(more), open(more), ...empty.slice(0, 2)].map((view) => view?.says())).toEqual([
      'open',
      'open',
      late.says(),
      'open',
      'open',
    ]);
  });
});

it('a panel that is over keeps nothing of what was drawn, and what it still says is not looked at', () => {
  const view = open([...dividers(10), FAIL, 'stop', ...of(5, () => 'nonsense')]);
  expect(view.says()).toBe('stop');
  expect(view.root.getSnapshot()).toMatchObject({ children: [] });
  const child = open(dividers(10));
  const [stack] = (child.root.getSnapshot() as PanelElementSnapshot).children;
  child.close();
  expect(child.root.getSnapshot()).toMatchObject({ children: [] });
  child.send(stack as PanelNode, 'press');
});
