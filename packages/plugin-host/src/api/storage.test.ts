import { MAX_CHANGED_KEYS } from '@fluxstudio/plugin-protocol/api/storage';
import { describe, expect, it } from 'vitest';
import { createTestScope, remoteCallback } from '../../test/support/test-scope.ts';
import { createChangeFeed } from '../storage/change-feed.ts';
import type { PluginStorage } from '../storage/plugin-storage.ts';
import { bindStorage } from './storage.ts';

function setUp(deliveriesPerSecond = 20_000) {
  const { clock, pass } = createTestScope('alpha');
  const { publish, onDidChange } = createChangeFeed();
  const store: Pick<PluginStorage, 'onDidChange'> = { onDidChange };
  const api = bindStorage(store as PluginStorage, clock, { deliveriesPerSecond });
  const listen = () => {
    const listener = remoteCallback(() => undefined);
    const subscription = api.onDidChange(listener);
    return { heard: () => listener.notify.mock.calls.map(([change]: unknown[]) => change), subscription };
  };
  return { publish, pass, listen };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);

describe('changes of the storage', () => {
  it('are told one by one, and all listeners are given the same', () => {
    const { publish, listen } = setUp();
    const [one, other] = [listen(), listen()];
    publish(['a']);
    publish(['a', 'b'], ['b']);
    expect(one.heard()).toEqual([{ keys: ['a'] }, { keys: ['a', 'b'], removed: ['b'] }]);
    expect(other.heard()[1]).toBe(one.heard()[1]);
  });

  it('name their keys up to a number', () => {
    const { publish, listen } = setUp();
    const { heard } = listen();
    publish(names(MAX_CHANGED_KEYS));
    publish(names(MAX_CHANGED_KEYS + 1), names(MAX_CHANGED_KEYS + 1));
    expect(heard()).toEqual([{ keys: names(MAX_CHANGED_KEYS) }, { keys: [], all: true }]);
  });

  it('that come faster than the limit are told as one, as they ended', async () => {
    const { publish, listen, pass } = setUp(10);
    const listeners = Array.from({ length: 20 }, listen);
    publish(['first']);
    for (let count = 0; count < 500; count++) publish(['a', 'b'], ['a']);
    publish(['a', 'c', 'b'], ['b', 'c']);
    for (const { heard } of listeners) expect(heard()).toHaveLength(1);
    await pass(60_000);
    for (const { heard } of listeners)
      expect(heard().slice(1)).toEqual([{ keys: ['a', 'b', 'c'], removed: ['c', 'b'] }]);
    publish(['later']);
    expect(listeners[0]?.heard()).toHaveLength(3);
  });

  it('cost what many keys to many listeners cost', async () => {
    const { publish, listen, pass } = setUp();
    const listeners = Array.from({ length: 100 }, listen);
    const long = names(900).map((name) => name.padEnd(500));
    for (let count = 0; count < 50; count++) publish(long, long);
    expect(listeners[0]?.heard()).toHaveLength(1);
    await pass(1_000);
    expect(listeners[0]?.heard()).toHaveLength(1);
    await pass(10_000);
    expect(listeners[0]?.heard()).toHaveLength(2);
  });

  it('that wait are told to nobody once nobody listens', async () => {
    const { publish, listen, pass } = setUp(1);
    const { heard, subscription } = listen();
    for (let count = 0; count < 5; count++) publish(['a']);
    subscription.dispose();
    const next = listen();
    await pass(60_000);
    expect([heard().length, next.heard()]).toEqual([1, []]);
  });
});
