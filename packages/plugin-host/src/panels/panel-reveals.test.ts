import { describe, expect, it, vi } from 'vitest';
import { createPanelReveals, type PanelReveal } from './panel-reveals.ts';

function setUp() {
  const timers = new Map<number, () => void>();
  let last = 0;
  const reveals = createPanelReveals({
    setTimeout(callback) {
      timers.set(++last, callback);
      return last;
    },
    clearTimeout: (timer) => void timers.delete(Number(timer)),
  });
  const pass = () => {
    for (const callback of [...timers.values()]) callback();
  };
  return { reveals, timers, pass };
}

const sidebar: PanelReveal = {
  panel: { id: 'charts.main', title: 'Charts', location: 'sidebar' },
  mayFocus: true,
};

describe('a panel that is brought into view', () => {
  it('is shown by whoever shows that location, and nobody else hears of it', async () => {
    const { reveals, timers } = setUp();
    const show = vi.fn(async () => true);
    const other = vi.fn(() => true);
    reveals.onReveal('sidebar', show);
    reveals.onReveal('bottomPanel', other);
    await reveals.reveal(sidebar);
    expect(show.mock.calls).toEqual([[sidebar]]);
    expect(other).not.toHaveBeenCalled();
    expect(timers.size).toBe(0);
  });

  it('is not supported where nobody shows its location, or no longer', async () => {
    const { reveals, pass } = setUp();
    reveals.onReveal('sidebar', () => true).dispose();
    const revealed = reveals.reveal(sidebar);
    pass();
    await expect(revealed).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  });

  it('waits for an outlet that the first panel makes appear', async () => {
    const { reveals } = setUp();
    const revealed = reveals.reveal(sidebar);
    reveals.onReveal('sidebar', () => true);
    await revealed;
  });

  it('waits for what comes when the app has opened its place', async () => {
    const { reveals } = setUp();
    const show = vi.fn(() => true);
    reveals.onReveal('sidebar', () => {
      reveals.onReveal('sidebar', show);
      return undefined;
    });
    await reveals.reveal(sidebar);
    expect(show).toHaveBeenCalledOnce();
  });

  it('is given up when nothing shows it in time', async () => {
    const { reveals, pass } = setUp();
    reveals.onReveal('sidebar', () => undefined);
    const revealed = reveals.reveal(sidebar);
    pass();
    await expect(revealed).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const late = vi.fn(() => true);
    reveals.onReveal('sidebar', late);
    expect(late).not.toHaveBeenCalled();
  });

  it('fails as the app does', async () => {
    const { reveals, timers } = setUp();
    reveals.onReveal('sidebar', () => {
      throw new Error('no sidebar');
    });
    await expect(reveals.reveal(sidebar)).rejects.toThrow('no sidebar');
    expect(timers.size).toBe(0);
  });
});
