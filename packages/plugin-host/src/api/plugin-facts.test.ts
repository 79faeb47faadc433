import { createScope, type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it, vi } from 'vitest';
import { createTestScope } from '../../test/support/test-scope.ts';
import { createContextKeys } from '../contributions/context-keys.ts';
import { createPluginFacts } from './plugin-facts.ts';

function setUp(id = 'acme', most = 1_000) {
  const { scope, pass, stop: end } = createTestScope(id);
  const context = createContextKeys({ loadPatterns: () => Promise.reject(), onFault: () => undefined });
  const owned = createScope();
  const own = (registration: Disposable) => {
    const mine = toDisposable(() => {
      owned.remove(mine);
      registration.dispose();
    });
    if (owned.size < most) return owned.add(mine);
    registration.dispose();
    throw new PluginError('LIMIT_EXCEEDED', 'too many');
  };
  const stop = () => {
    end();
    owned.dispose();
  };
  return { facts: createPluginFacts({ ...scope, own }, context), context, pass, owned, stop };
}

describe('facts of a plugin', () => {
  it('hold at once, under its name, until it removes them or ends', () => {
    const { facts, context, stop } = setUp();
    facts.set('wet', true);
    facts.set('color', 'red');
    expect([context.get('acme.wet'), context.get('acme.color')]).toEqual([true, 'red']);
    facts.set('wet', null);
    facts.set('never', null);
    expect(context.get('acme.wet')).toBeUndefined();
    stop();
    expect(context.get('acme.color')).toBeUndefined();
  });

  it('change few times however often they are set, and the last value wins', async () => {
    const { facts, context, pass } = setUp();
    const heard = vi.fn();
    context.watch('acme.odd', heard);
    for (let index = 1; index <= 5_001; index++) {
      facts.set('odd', index % 2);
      facts.set('count', index);
    }
    const atOnce = heard.mock.calls.length;
    expect(atOnce).toBeLessThanOrEqual(21);
    await pass(50);
    expect([context.get('acme.odd'), context.get('acme.count')]).toEqual([1, 5_001]);
    expect(heard.mock.calls.length).toBeLessThanOrEqual(atOnce + 1);
    await pass(10_000);
    facts.set('odd', 0);
    expect(context.get('acme.odd')).toBe(0);
  });

  it('are gone with the plugin, also those that have not taken effect', async () => {
    const { facts, context, pass, stop } = setUp();
    for (let index = 0; index < 100; index++) facts.set(`fact${index}`, index);
    const set = vi.spyOn(context, 'setAll');
    stop();
    await pass(1_000);
    for (let index = 0; index < 100; index++) expect(context.get(`acme.fact${index}`)).toBeUndefined();
    for (const [facts] of set.mock.calls)
      expect([...facts.values()].every((one) => one === undefined)).toBe(true);
  });

  it('are as many as the plugin may hold, and free their place', async () => {
    const { facts, context, pass, owned } = setUp('acme', 2);
    facts.set('a', 1);
    facts.set('b', 1);
    expect(() => facts.set('c', 1)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    await pass(1_000);
    facts.set('a', null);
    facts.set('c', 1);
    expect(context.get('acme.c')).toBe(1);
    expect(owned.size).toBe(2);
  });

  it('are none for a plugin named like the app', () => {
    const { facts, context, owned } = setUp('board');
    context.set('board.open', true);
    for (let index = 0; index < 100; index++)
      expect(() => facts.set('open', false)).toThrow(expect.objectContaining({ code: 'ALREADY_EXISTS' }));
    expect([context.get('board.open'), owned.size]).toEqual([true, 0]);
  });
});
