import { describe, expect, it } from 'vitest';
import { createAnnouncer } from './announcer.ts';

const logger = { error: () => undefined };

/** Two processes: what one sends the other hears. */
function create() {
  const payloads: string[] = [];
  const db = {
    async read(_statement: unknown, values: readonly unknown[] = []) {
      payloads.push(String(values[0]));
      return [];
    },
  };
  return { here: createAnnouncer(db, logger), there: createAnnouncer(db, logger), payloads };
}

const reader = (userId: string, tenantId = '') => ({ userId, tenantId });

describe('createAnnouncer', () => {
  it('says once for many changes who has something to read', async () => {
    const { here, there, payloads } = create();
    for (let count = 0; count < 100; count++) here.announce([reader('u1'), reader('u1', 't')]);
    here.announce([reader('u2')]);
    await here.close();
    expect(payloads).toHaveLength(1);
    expect(there.parse(payloads[0] ?? '')).toEqual([reader('u1'), reader('u1', 't'), reader('u2')]);
  });

  it('is not told by itself', async () => {
    const { here, payloads } = create();
    here.announce([reader('u1')]);
    await here.close();
    expect(here.parse(payloads[0] ?? '')).toEqual([]);
  });

  it('wakes everybody for what concerns all, and where names take more than a notification may', async () => {
    const { here, there, payloads } = create();
    here.announce([reader('u1')]);
    here.announce('everybody');
    await here.close();
    here.announce(Array.from({ length: 1_000 }, (_, index) => reader(`user-${index}`)));
    await here.close();
    expect(payloads.map((payload) => there.parse(payload))).toEqual(['everybody', 'everybody']);
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  });

  it.each(['', '*', '{}', '[["t","u"]]', '{"from":"x","to":[],"more":1}'])(
    'wakes everybody for what it does not know: %s',
    (payload) => {
      expect(create().here.parse(payload)).toBe('everybody');
    },
  );

  it('only warns when it cannot', async () => {
    const warnings: string[] = [];
    const db = { read: () => Promise.reject(new Error('away')) };
    const announcer = createAnnouncer(db, { ...logger, warn: (message) => warnings.push(message) });
    announcer.announce([reader('u1')]);
    await announcer.close();
    expect(warnings).toEqual([expect.stringContaining('away')]);
  });
});
