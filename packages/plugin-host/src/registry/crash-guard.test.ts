import { describe, expect, it } from 'vitest';
import { type CrashRecords, createCrashGuard } from './crash-guard.ts';

function setUp() {
  let time = 1_000_000;
  let stored: CrashRecords = {};
  const journal = {
    read: async () => stored,
    write: async (records: CrashRecords) => {
      stored = structuredClone(records);
    },
  };
  return {
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    make: () => createCrashGuard(journal, () => time),
  };
}

describe('crash guard', () => {
  it('switches a plugin off at its third crash within a minute, with the reason', async () => {
    const { make, wait } = setUp();
    const guard = make();
    expect(await guard.record('alpha', 'boom')).toBeUndefined();
    wait(20_000);
    expect(await guard.record('alpha', 'boom')).toBeUndefined();
    expect(await guard.record('beta', 'boom')).toBeUndefined();
    wait(20_000);
    expect(await guard.record('alpha', 'it hangs')).toMatchObject({
      code: 'CRASH_LOOP',
      message: expect.stringContaining('crashed 3 times within 60 seconds'),
    });
    expect(guard.disabled('alpha')?.message).toContain('it hangs');
    expect(guard.disabled('beta')).toBeUndefined();
  });

  it('forgets crashes that are a minute old', async () => {
    const { make, wait } = setUp();
    const guard = make();
    for (let count = 0; count < 10; count++) {
      expect(await guard.record('alpha', 'boom')).toBeUndefined();
      wait(30_000);
    }
  });

  it('does without a journal that fails', async () => {
    const fail = () => Promise.reject(new Error('full'));
    const guard = createCrashGuard({ read: fail, write: fail }, () => 0);
    await guard.load();
    for (let count = 0; count < 3; count++) await guard.record('alpha', 'boom');
    expect(guard.disabled('alpha')).toBeDefined();
  });

  it('remembers over a reload, and forgives', async () => {
    const { make } = setUp();
    for (let count = 0; count < 3; count++) {
      const guard = make();
      await guard.load();
      await guard.record('alpha', 'boom');
    }
    const guard = make();
    await guard.load();
    expect(guard.disabled('alpha')).toBeDefined();
    await guard.forgive('alpha');
    const next = make();
    await next.load();
    expect(next.disabled('alpha')).toBeUndefined();
  });

  it('forgets nothing that another tab has recorded', async () => {
    const { make } = setUp();
    const [one, other] = [make(), make()];
    for (let count = 0; count < 3; count++) await one.record('alpha', 'boom');
    await other.record('beta', 'boom');
    const next = make();
    await next.load();
    expect(next.disabled('alpha')).toBeDefined();
    // The three of one tab and the fourth of another are one loop.
    expect(await other.record('alpha', 'boom')).toBeDefined();
  });
});
