import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import {
  DATA,
  INSERT,
  INVOKE,
  type PanelMessage,
  REMOVE,
  SET,
  TEXT,
} from '@fluxstudio/plugin-protocol/panel/ops';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelNode } from './panel-node.ts';
import type { PanelView } from './panel-view.ts';
import { createPanelViews, type PanelViews } from './panel-views.ts';
import { HOSTILE_LOADS } from './test-hostile-loads.ts';
import { HONEST, HOSTILE_ROWS } from './test-hostile-operations.ts';

let views: PanelViews;
let posted: PanelMessage[];
let errors: unknown[];

beforeEach(() => {
  posted = [];
  errors = [];
  views = createPanelViews({
    clock: { now: () => 0 },
    onError: (error) => errors.push(error),
    onUserAction: () => undefined,
  });
});

/** @returns the view with its number */
function open(): readonly [PanelView, number] {
  const drawer = { notify: (...message: PanelMessage) => void posted.push(message) };
  const memory = { get: () => undefined, set: () => undefined };
  const view = views.open(drawer, memory, true);
  const number = posted.at(-1)?.[0] ?? 0;
  views.update(number, structuredClone(HONEST));
  return [view, number];
}

function textOf(node: PanelNode): string {
  const now = node.getSnapshot();
  return now.name === '#text' ? now.text : now.children.map(textOf).join('');
}

describe('a panel is stopped, and only it, by', () => {
  it.each([...HOSTILE_ROWS, ...HOSTILE_LOADS].filter(({ says }) => says))('$name', ({ operations, says }) => {
    const [neighbour, neighboursNumber] = open();
    const [view, number] = open();
    views.update(number, structuredClone(operations()));

    const status = view.getSnapshot();
    if (status.state !== 'stopped') throw new Error(`The panel is ${status.state}`);
    expect(status.error).toBeInstanceOf(PluginError);
    expect(['INVALID_PANEL', 'PANEL_FAILED']).toContain(status.error.code);
    expect(status.error.message).toContain(says);
    expect(status.error.message.length).toBeLessThanOrEqual(1_000);
    expect(posted.at(-1)).toEqual([number, 'close']);
    // What it says later is not heard, and the other panels of the plugin go on.
    views.update(number, [TEXT, 1, 0, 1_000_000, 'late']);
    expect(textOf(view.root)).not.toContain('late');
    views.update(neighboursNumber, [DATA, 2, 'alive']);
    expect(neighbour.getSnapshot()).toEqual({ state: 'open' });
    expect(textOf(neighbour.root)).toBe('alive');
  });
});

describe('a panel goes on after', () => {
  it.each(HOSTILE_ROWS.filter(({ says }) => !says))('$name', ({ operations }) => {
    const [view, number] = open();
    views.update(number, structuredClone(operations()));
    views.update(number, [DATA, 2, 'alive']);
    expect(view.getSnapshot()).toEqual({ state: 'open' });
    expect(textOf(view.root)).toBe('alive');
    expect(errors).toEqual([]);
  });
});

describe('a panel that draws again and again is stopped when', () => {
  /** Messages, each with one change, until the panel is stopped; none of them is too much by itself. */
  function messages(number: number, view: PanelView, operations: (at: number) => unknown[]): number {
    let sent = 0;
    while (view.getSnapshot().state === 'open' && sent < 100_000) views.update(number, operations(sent++));
    return sent;
  }

  it('each change comes alone', () => {
    const [view, number] = open();
    const sent = messages(number, view, (at) => [SET, 4, 'disabled', at % 2 === 0, 0]);
    expect(sent).toBeGreaterThan(4_000);
    expect(sent).toBeLessThan(5_000);
  });

  it('each change is of an element with two thousand others in it', () => {
    const [view, number] = open();
    views.update(number, [INSERT, 0, 0, 5, 'Stack', {}]);
    views.update(number, Array.from({ length: 2_000 }, (_, at) => [TEXT, 5, 0, 6 + at, 'x']).flat());
    const sent = messages(number, view, (at) => [SET, 5, 'wrap', at % 2 === 0, 0]);
    expect(sent).toBeGreaterThan(100);
    expect(sent).toBeLessThan(150);
  });

  it('each change is a long text', () => {
    const [view, number] = open();
    views.update(number, [INSERT, 1, 0, 5, 'Text', {}, TEXT, 5, 0, 6, '']);
    const sent = messages(number, view, (at) => [DATA, 6, `${at}${'x'.repeat(90_000)}`]);
    expect(sent).toBeGreaterThan(3);
    expect(sent).toBeLessThan(8);
  });

  it('each change is a long text in Markdown', () => {
    const [view, number] = open();
    views.update(number, [INSERT, 1, 0, 5, 'Markdown', {}]);
    const sent = messages(number, view, (at) => [SET, 5, 'text', `${at}${'x'.repeat(190_000)}`, 0]);
    expect(sent).toBeGreaterThan(20);
    expect(sent).toBeLessThan(40);
  });

  it('each change is a chart of thousands of values', () => {
    const [view, number] = open();
    views.update(number, [INSERT, 1, 0, 5, 'Chart', {}]);
    const values = Array.from({ length: 1_000 }, (_, at) => at);
    const series = Array.from({ length: 20 }, () => ({ name: 's', values }));
    const sent = messages(number, view, () => [SET, 5, 'series', series, 0]);
    expect(sent).toBeGreaterThan(10);
    expect(sent).toBeLessThan(40);
  });

  it('each change puts fields in the place of others', () => {
    const [view, number] = open();
    const sent = messages(number, view, (at) =>
      Array.from({ length: 100 }, (_, field) => [INSERT, 0, 0, 5 + at * 100 + field, 'ColorPicker', {}])
        .concat(
          at === 0 ? [] : Array.from({ length: 100 }, (_, field) => [REMOVE, 5 + (at - 1) * 100 + field]),
        )
        .flat(),
    );
    expect(sent).toBeGreaterThan(30);
    expect(sent).toBeLessThan(60);
  });
});

describe('a panel is stopped when cheap operations are much work for the page:', () => {
  const ids = Array.from({ length: 10_000 }, (_, at) => `${at}`);
  const items = (count: number) => ids.slice(0, count).map((id) => ({ id, label: 'x' }));
  const ROWS: readonly (readonly [
    string,
    setUp: readonly unknown[],
    again: (at: number) => unknown[],
    most: number,
  ])[] = [
    [
      'a tree that is opened elsewhere',
      [INSERT, 1, 0, 5, 'Tree', { items: items(10_000), expanded: [] }],
      (at) => [SET, 5, 'expanded', [`${at}`], 0],
      70,
    ],
    [
      'a list with another name',
      [INSERT, 1, 0, 5, 'List', { items: ids.map((id) => ({ id, title: 'x' })) }],
      (at) => [SET, 5, 'label', `${at}`, 0],
      600,
    ],
    [
      'a menu that may be open',
      [INSERT, 1, 0, 5, 'Menu', { items: items(200) }],
      (at) => [SET, 5, 'disabled', at % 2 === 0, 0],
      70,
    ],
    [
      'a chart of other kind',
      [
        ...[INSERT, 1, 0, 5, 'Chart'],
        {
          type: 'line',
          series: ids.slice(0, 10).map((name) => ({ name, values: ids.slice(0, 1_000).map(Number) })),
        },
      ],
      (at) => [SET, 5, 'height', 100 + (at % 2), 0],
      70,
    ],
    [
      'a canvas of another size',
      [INSERT, 1, 0, 5, 'Canvas', { width: 2_000, height: 2_000 }],
      (at) => [SET, 5, 'width', 1_999 + (at % 2), 0],
      100,
    ],
    [
      'a few letters before a long text, and the focus, for which all is laid out',
      [INSERT, 1, 0, 5, 'Text', {}, TEXT, 5, 0, 6, 'x', TEXT, 5, 0, 7, 'w1 '.repeat(33_000)],
      (at) => [DATA, 6, 'x'.repeat(1 + (at % 5)), INVOKE, 4, 'focus', []],
      10,
    ],
    ['the focus again and again', [], () => [INVOKE, 4, 'focus', []], 1_100],
  ];

  it.each(ROWS)('%s', (_, first, again, most) => {
    const [view, number] = open();
    views.update(number, first);
    expect(view.getSnapshot()).toEqual({ state: 'open' });
    let sent = 0;
    while (view.getSnapshot().state === 'open' && sent <= most) views.update(number, again(sent++));
    expect(view.getSnapshot()).toMatchObject({
      error: { message: expect.stringContaining('operations in a second') },
    });
  });
});

it('what a view draws that is closed, or of another plugin, changes nothing', () => {
  const [view, number] = open();
  const [closed, closedNumber] = open();
  closed.close();
  views.update(closedNumber, [DATA, 2, 'late']);
  views.update(number + 99, [DATA, 2, 'late']);
  expect(closed.getSnapshot()).toEqual({ state: 'closed' });
  expect(textOf(view.root)).toBe('honest');
  expect(errors).toEqual([]);
});
