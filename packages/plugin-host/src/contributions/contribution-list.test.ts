import { describe, expect, it, vi } from 'vitest';
import { createContextKeys } from './context-keys.ts';
import { type Contributed, createContributionList } from './contribution-list.ts';

interface Item extends Contributed {
  readonly text?: string;
}
const alpha = { id: 'alpha', name: 'Alpha' };
const beta = { id: 'beta', name: 'Beta' };

function setUp() {
  const context = createContextKeys({
    loadPatterns: () => Promise.reject(new Error('not needed')),
    onFault: () => undefined,
  });
  const list = createContributionList<Item>('item', context);
  return { context, list, ids: () => list.getSnapshot().map(({ id }) => id) };
}

describe('contribution list', () => {
  it('shows what is declared, and what is registered in its place', () => {
    const { list } = setUp();
    list.declare('alpha', [
      { id: 'alpha.one', plugin: alpha, text: 'declared' },
      { id: 'alpha.two', plugin: alpha },
    ]);
    const registration = list.register({ id: 'alpha.one', plugin: alpha, text: 'live' });
    list.register({ id: 'alpha.three', plugin: alpha });
    expect(list.getSnapshot().map(({ id, text }) => [id, text])).toEqual([
      ['alpha.one', 'live'],
      ['alpha.two', undefined],
      ['alpha.three', undefined],
    ]);
    registration.dispose();
    registration.dispose();
    expect(list.get('alpha.one')?.text).toBe('declared');
    list.declare('alpha', []);
    expect(list.getSnapshot().map(({ id }) => id)).toEqual(['alpha.three']);
  });

  it('has one owner for a name', () => {
    const { list } = setUp();
    list.declare('alpha', [{ id: 'shared', plugin: alpha }]);
    expect(() => list.register({ id: 'shared', plugin: beta })).toThrow(
      'The item shared is already registered by the plugin alpha',
    );
    list.register({ id: 'shared', plugin: alpha });
    expect(() => list.register({ id: 'shared', plugin: alpha })).toThrow(
      expect.objectContaining({ code: 'ALREADY_EXISTS' }),
    );
  });

  it('lets the app take a name that a plugin declares, and hides the plugin’s', () => {
    const { list } = setUp();
    list.declare('alpha', [{ id: 'shared', plugin: alpha, text: 'declared' }]);
    const registration = list.register({ id: 'shared', text: 'app' });
    expect(list.getSnapshot()).toEqual([{ id: 'shared', text: 'app' }]);
    expect(list.get('shared')?.plugin).toBeUndefined();
    expect(() => list.register({ id: 'shared', plugin: alpha })).toThrow('already registered by the app');
    list.declare('alpha', [{ id: 'shared', plugin: alpha, text: 'again' }]);
    expect(list.getSnapshot().map(({ text }) => text)).toEqual(['app']);
    registration.dispose();
    expect(list.getSnapshot().map(({ text }) => text)).toEqual(['again']);
  });

  it('shows what holds, and keeps its snapshot while nothing changes', async () => {
    const { list, context, ids } = setUp();
    const heard = vi.fn();
    list.subscribe(heard);
    list.declare('alpha', [
      { id: 'alpha.always', plugin: alpha },
      { id: 'alpha.board', plugin: alpha, when: "view == 'board'" },
    ]);
    const before = list.getSnapshot();
    expect(ids()).toEqual(['alpha.always']);
    context.set('unrelated', 1);
    expect(list.getSnapshot()).toBe(before);
    context.set('view', 'board');
    expect(ids()).toEqual(['alpha.always', 'alpha.board']);
    expect(list.getAll()).toHaveLength(2);
    const after = list.getSnapshot();
    list.declare('beta', []);
    expect(list.getSnapshot()).toBe(after);
    await Promise.resolve();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('sorts by order, and keeps the order of the rest', () => {
    const { list, ids } = setUp();
    list.declare('alpha', [
      { id: 'late', plugin: alpha, order: 5 },
      { id: 'first', plugin: alpha },
      { id: 'second', plugin: alpha },
      { id: 'early', plugin: alpha, order: -1 },
    ]);
    expect(ids()).toEqual(['early', 'first', 'second', 'late']);
  });

  it('has the same order whichever plugin was there first', () => {
    const { list, ids } = setUp();
    list.declare('beta', [{ id: 'beta.one', plugin: beta }]);
    list.declare('alpha', [
      { id: 'alpha.two', plugin: alpha },
      { id: 'alpha.one', plugin: alpha },
    ]);
    expect(ids()).toEqual(['alpha.two', 'alpha.one', 'beta.one']);
  });

  it('leaves no condition behind', () => {
    const { list, context, ids } = setUp();
    list.declare('alpha', [{ id: 'alpha.a', plugin: alpha, when: 'a' }]);
    list.declare('alpha', []);
    const snapshot = list.getSnapshot();
    context.set('a', true);
    expect(list.getSnapshot()).toBe(snapshot);
    expect(ids()).toEqual([]);
  });
});
