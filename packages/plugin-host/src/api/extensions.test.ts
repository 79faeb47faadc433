import { describe, expect, it, vi } from 'vitest';
import { createTestScope, remoteCallback } from '../../test/support/test-scope.ts';
import { countExportCalls } from '../limits/export-calls.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { bindExtensions } from './extensions.ts';

function setUp() {
  const { scope, clock, pass } = createTestScope('alpha', { dependencies: { lib: '^1.0.0', other: '*' } });
  const dispose = vi.fn();
  const access = {
    describe: () => [],
    call: vi.fn(async () => 'answer'),
    onDidChange: vi.fn((_ids: readonly string[], _listener: () => void) => ({ dispose })),
  };
  const limits = { ...DEFAULT_LIMITS, exportCallsPerSecond: 2, exportCallsBurst: 3 };
  return { access, dispose, pass, api: bindExtensions(scope, access, countExportCalls(limits, clock)) };
}

describe('extensions', () => {
  it('call with the range of the manifest', async () => {
    const { api, access } = setUp();
    expect(await api.call('lib', 'mix', 'red', 'blue')).toBe('answer');
    expect(access.call).toHaveBeenCalledWith('lib', '^1.0.0', 'mix', ['red', 'blue']);
  });

  it('lets no caller call another plugin without end', async () => {
    const { api, access, pass } = setUp();
    const refused = expect.objectContaining({ code: 'LIMIT_EXCEEDED' });
    for (let count = 0; count < 3; count++) await api.call('lib', 'mix');
    expect(() => api.call('lib', 'mix')).toThrow(refused);
    await api.call('other', 'mix');
    expect(access.call).toHaveBeenCalledTimes(4);
    await pass(1_000);
    for (let count = 0; count < 2; count++) await api.call('lib', 'mix');
    expect(() => api.call('lib', 'mix')).toThrow(refused);
  });

  it('looks at the other plugins once, however many listen', () => {
    const { api, access, dispose } = setUp();
    const listeners = Array.from({ length: 50 }, () => remoteCallback(() => undefined));
    const mirror = vi.fn();
    const subscriptions = [api.getAll.subscribe(mirror), ...listeners.map((each) => api.onDidChange(each))];
    expect(access.onDidChange).toHaveBeenCalledOnce();
    access.onDidChange.mock.calls[0]?.[1]();
    for (const { notify } of listeners) expect(notify).toHaveBeenCalledOnce();
    expect(mirror).toHaveBeenCalledOnce();
    for (const subscription of subscriptions) subscription.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });
});
