import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it, vi } from 'vitest';
import { createTestScope } from '../../test/support/test-scope.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { bindWorkspace } from './workspace.ts';

function setUp() {
  const { scope, pass, stop } = createTestScope('alpha');
  const update = vi.fn(async (_patch: Record<string, unknown>): Promise<unknown> => undefined);
  const settings = { get: () => ({}), update, onDidChange: () => ({ dispose: () => undefined }) };
  const api = bindWorkspace(settings, scope, DEFAULT_LIMITS);
  const set = (name: string, value: string | number) => Promise.resolve(api.updateConfiguration(name, value));
  return { update, set, pass, stop, patches: () => update.mock.calls.map(([patch]) => patch) };
}

describe('updateConfiguration', () => {
  it('writes ten times a second, and what is asked for faster together', async () => {
    const { set, pass, patches } = setUp();
    for (let count = 0; count < 10; count++) await set('a', count);
    const later = [set('a', 'x'), set('b', 1), set('a', 'y')];
    await pass(0);
    expect(patches()).toHaveLength(10);
    const more = set('c', 1);
    await pass(100);
    await Promise.all(later);
    expect(patches().slice(10)).toEqual([{ a: 'y', b: 1 }]);
    await pass(100);
    await more;
    expect(patches().slice(11)).toEqual([{ c: 1 }]);
  });

  it('has one write under way, so that the user’s is the next', async () => {
    const { set, update, pass, patches } = setUp();
    let answer: (value: unknown) => void = () => undefined;
    update.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    const writes = Array.from({ length: 5_000 }, (_, index) => set(`k${index}`, index));
    await pass(10_000);
    expect(patches()).toHaveLength(1);
    answer(undefined);
    await writes[0];
    await pass(10_000);
    expect(patches()).toHaveLength(2);
  });

  it('does not let one that is refused take the others with it', async () => {
    const { set, update, pass } = setUp();
    update.mockImplementation(async (patch) => {
      if ('bad' in patch) throw new PluginError('INVALID_SETTINGS', 'bad must be good');
    });
    const results = Promise.allSettled(['a', 'bad', 'c', 'd'].map((name) => set(name, 1)));
    await pass(1_000);
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('ends with the plugin', async () => {
    const { set, pass, stop, patches } = setUp();
    for (let count = 0; count < 10; count++) await set('a', count);
    const late = set('a', 'late').catch(errorCode);
    await pass(0);
    stop();
    expect(await late).toBe('ABORTED');
    await pass(10_000);
    expect(patches()).toHaveLength(10);
  });
});
