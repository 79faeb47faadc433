import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { DATA, INSERT, type PanelMessage, SET, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PanelNode } from './panel-node.ts';
import type { PanelView } from './panel-view.ts';
import { createPanelViews, type PanelViews } from './panel-views.ts';
import { HONEST, HOSTILE_ROWS } from './test-hostile-operations.ts';

let views: PanelViews;
let posted: PanelMessage[];
let errors: unknown[];

beforeEach(() => {
  posted = [];
  errors = [];
  views = createPanelViews({ clock: { now: () => 0 }, onError: (error) => errors.push(error) });
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
  it.each(HOSTILE_ROWS.filter(({ says }) => says))('$name', ({ operations, says }) => {
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
    expect(sent).toBeGreaterThan(5_000);
    expect(sent).toBeLessThan(10_000);
  });

  it('each change is of an element with thousands of others in it', () => {
    const [view, number] = open();
    views.update(number, Array.from({ length: 10_000 }, (_, at) => [TEXT, 1, 0, 5 + at, 'x']).flat());
    const sent = messages(number, view, (at) => [SET, 1, 'wrap', at % 2 === 0, 0]);
    expect(sent).toBeGreaterThan(50);
    expect(sent).toBeLessThan(100);
  });

  it('each change is a long text', () => {
    const [view, number] = open();
    views.update(number, [INSERT, 1, 0, 5, 'Markdown', {}]);
    const sent = messages(number, view, (at) => [SET, 5, 'text', `${at}${'x'.repeat(190_000)}`, 0]);
    expect(sent).toBeGreaterThan(50);
    expect(sent).toBeLessThan(150);
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
