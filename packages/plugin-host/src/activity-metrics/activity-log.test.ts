import { fakeClock } from '@fluxstudio/plugin-protocol/rpc/test-peers';
import { describe, expect, it, vi } from 'vitest';
import { createActivityLog } from './activity-log.ts';
import { createActivityRecorder } from './activity-recorder.ts';

function setUp() {
  const clock = fakeClock();
  const recorders = new Map(['demo', 'other'].map((id) => [id, createActivityRecorder(clock)]));
  const log = createActivityLog((id) => recorders.get(id)?.read(), clock);
  const call = (id = 'demo') => recorders.get(id)?.meter.add(clock.now(), 4, false);
  return { clock, log, call, recorders };
}

describe('the activity of plugins', () => {
  it('is nothing for one that has not run', () => {
    expect(setUp().log.getSnapshot('unknown')).toMatchObject({ calls: 0, p95: undefined, crashes: 0 });
  });

  it('starts no timer and tells nobody while nobody listens', () => {
    const { clock, log, call } = setUp();
    for (let count = 0; count < 100; count++) call();
    expect(clock.started).toEqual([]);
    log.subscribe('demo', () => {})();
    expect(clock.timers.size).toBe(0);
  });

  it('tells of many calls once a second, and of none not at all', () => {
    const { clock, log, call } = setUp();
    const heard = vi.fn();
    const end = log.subscribe('demo', heard);
    const before = log.getSnapshot('demo');
    for (let count = 0; count < 100; count++) call();
    expect(log.getSnapshot('demo')).toBe(before);
    expect(heard).not.toHaveBeenCalled();
    clock.advance(1000);
    expect(heard).toHaveBeenCalledTimes(1);
    const after = log.getSnapshot('demo');
    expect(after).toMatchObject({ calls: 100, callsLastMinute: 100, p50: 4, p95: 4 });
    clock.advance(1000);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(log.getSnapshot('demo')).toBe(after);
    end();
    expect(clock.timers.size).toBe(0);
  });

  it('tells that the last minute is over, with no call', () => {
    const { clock, log, call } = setUp();
    call();
    log.subscribe('demo', () => {});
    expect(log.getSnapshot('demo').callsLastMinute).toBe(1);
    clock.advance(61_000);
    expect(log.getSnapshot('demo')).toMatchObject({ calls: 1, callsLastMinute: 0 });
  });

  it('keeps one plugin apart from another', () => {
    const { clock, log, call } = setUp();
    const heard = vi.fn();
    log.getSnapshot('demo');
    log.subscribe('demo', heard);
    call('other');
    clock.advance(1000);
    expect(heard).not.toHaveBeenCalled();
    expect(log.getSnapshot('demo').calls).toBe(0);
  });

  it('tells that a plugin was uninstalled', () => {
    const { clock, log, call, recorders } = setUp();
    call();
    const heard = vi.fn();
    log.subscribe('demo', heard);
    expect(log.getSnapshot('demo').calls).toBe(1);
    recorders.delete('demo');
    clock.advance(1000);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(log.getSnapshot('demo').calls).toBe(0);
  });

  it('ends its timer with the host, whoever listens', () => {
    const { clock, log } = setUp();
    log.subscribe('demo', () => {});
    log.dispose();
    expect(clock.timers.size).toBe(0);
  });
});
