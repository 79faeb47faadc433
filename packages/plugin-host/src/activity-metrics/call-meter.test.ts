import { describe, expect, it } from 'vitest';
import { createCallMeter } from './call-meter.ts';

describe('a call meter', () => {
  it('counts calls and failures, and knows nothing of durations before the first', () => {
    const meter = createCallMeter();
    expect([meter.calls, meter.errors, meter.perMinute(0), meter.percentiles([0.5])]).toEqual([
      0,
      0,
      0,
      [undefined],
    ]);
    meter.add(0, 1, false);
    meter.add(0, 1, true);
    expect([meter.calls, meter.errors]).toEqual([2, 1]);
  });

  it('forgets in the last minute what is older, and keeps it in the whole', () => {
    const meter = createCallMeter();
    meter.add(500, 1, false);
    meter.add(59_999, 1, false);
    expect(meter.perMinute(59_999)).toBe(2);
    expect(meter.perMinute(60_000)).toBe(1);
    // The slot of the first second is used again.
    meter.add(60_400, 1, false);
    expect(meter.perMinute(60_500)).toBe(2);
    expect(meter.perMinute(10_000_000)).toBe(0);
    expect(meter.calls).toBe(3);
  });

  it('tells what the half and 95 of 100 took at most', () => {
    const meter = createCallMeter();
    for (let count = 100; count >= 1; count--) meter.add(0, count, false);
    expect(meter.percentiles([0.5, 0.95, 1])).toEqual([50, 95, 100]);
  });

  it('looks at the latest 512 durations', () => {
    const meter = createCallMeter();
    for (let count = 0; count < 512; count++) meter.add(0, 1000, false);
    for (let count = 0; count < 512; count++) meter.add(0, 2, false);
    expect(meter.percentiles([0, 0.5, 1]).slice(1)).toEqual([2, 2]);
  });

  it('counts a call that waited for the user without its time', () => {
    const meter = createCallMeter();
    meter.add(0, 3, false);
    meter.add(0, undefined, false);
    expect([meter.calls, ...meter.percentiles([1])]).toEqual([2, 3]);
  });
});
