import { expect } from 'chai';
import type { PluginStorage } from '../../src/storage/plugin-storage.ts';
import type { StorageQuota } from '../../src/storage/storage-quota.ts';

/** A new and empty storage with a quota. */
export type OpenStorage = (quota: Partial<StorageQuota>) => PluginStorage;

export interface ConformanceTest {
  readonly name: string;
  run(open: OpenStorage): Promise<void>;
}

/** What every `PluginStorage` does, wherever it keeps its values: run over each of them. */
export const storageConformance: readonly ConformanceTest[] = [
  {
    name: 'gives back what was stored, as it was then',
    async run(open) {
      const storage = open({});
      const value = {
        list: [1, undefined, 3],
        map: new Map([['a', new Date(0)]]),
        bytes: new Uint8Array([1, 2]),
      };
      await storage.set('value', value);
      value.list.push(4);
      const stored = (await storage.get('value')) as typeof value;
      expect(stored).to.deep.equal({
        list: [1, undefined, 3],
        map: new Map([['a', new Date(0)]]),
        bytes: value.bytes,
      });
      stored.list.push(5);
      expect(((await storage.get('value')) as typeof value).list).to.have.length(3);
      expect(await storage.get('none')).to.equal(undefined);
      expect(await storage.keys()).to.deep.equal(['value']);
    },
  },
  {
    name: 'takes any name for a key, and sorts them',
    async run(open) {
      const storage = open({});
      const names = ['__proto__', 'constructor', 'é', ' ', 'a', 'B', '🎨', '0'];
      for (const name of names) await storage.set(name, name);
      expect(await storage.keys()).to.deep.equal([...names].sort());
      for (const name of names) expect(await storage.get(name)).to.equal(name);
      await storage.delete('__proto__');
      await storage.delete('never there');
      expect(await storage.keys()).to.have.length(names.length - 1);
      await storage.clear();
      expect(await storage.keys()).to.deep.equal([]);
    },
  },
  {
    name: 'does things in the order they were asked for',
    async run(open) {
      const storage = open({});
      const seen = [
        storage.set('a', 1),
        storage.get('a'),
        storage.set('a', 2),
        storage.get('a'),
        storage.delete('a'),
        storage.get('a'),
        storage.set('a', 3),
        storage.clear(),
        storage.keys(),
        storage.set('a', 4),
        storage.keys(),
      ];
      const [, first, , second, , third, , , none, , some] = await Promise.all(seen);
      expect([first, second, third, none, some]).to.deep.equal([1, 2, undefined, [], ['a']]);
    },
  },
  {
    name: 'counts what is used, through every kind of change',
    async run(open) {
      const storage = open({ bytes: 5000 });
      expect(await storage.getUsage()).to.deep.include({ bytes: 0, keys: 0 });
      await Promise.all(['a', 'b', 'c'].map((key) => storage.set(key, 'x'.repeat(100))));
      const three = await storage.getUsage();
      expect(three.keys).to.equal(3);
      expect(three.bytes).to.be.within(300, 600);
      expect(three.quota).to.deep.include({ bytes: 5000, keys: 10_000 });
      await storage.set('a', 'x'.repeat(100));
      expect((await storage.getUsage()).bytes).to.equal(three.bytes);
      await storage.set('a', 'x'.repeat(200));
      expect((await storage.getUsage()).bytes).to.equal(three.bytes + 100);
      await Promise.all([storage.delete('a'), storage.delete('a'), storage.delete('none')]);
      expect((await storage.getUsage()).bytes).to.equal((three.bytes / 3) * 2);
      await storage.set('none', undefined);
      expect((await storage.getUsage()).keys).to.equal(3);
      await storage.clear();
      expect(await storage.getUsage()).to.deep.include({ bytes: 0, keys: 0 });
    },
  },
  {
    name: 'refuses what is over the quota, alone, and says by how much',
    async run(open) {
      const storage = open({ bytes: 2000, keys: 3, valueBytes: 1500 });
      const results = await Promise.allSettled([
        storage.set('a', 'x'.repeat(1000)),
        storage.set('b', 'x'.repeat(1000)),
        storage.set('c', 'x'.repeat(1600)),
        storage.set('d', 1),
        storage.set('e', 1),
        storage.set('f', 1),
        storage.set('a', 'y'.repeat(1000)),
      ]);
      const codes = results.map((result) =>
        result.status === 'rejected' ? `${result.reason.code} ${result.reason.data.of}` : 'stored',
      );
      const full = (of: string) => `QUOTA_EXCEEDED ${of}`;
      const refused = [full('bytes'), full('value'), 'stored', 'stored', full('keys'), 'stored'];
      expect(codes).to.deep.equal(['stored', ...refused]);
      const [, second] = results;
      const { used, needed, quota } = second?.status === 'rejected' ? second.reason.data : {};
      expect([used < 2000, needed > 2000, quota]).to.deep.equal([true, true, 2000]);
      expect(await storage.keys()).to.deep.equal(['a', 'd', 'e']);
      expect(await storage.get('a')).to.equal('y'.repeat(1000));
      await storage.delete('a');
      await storage.set('b', 'x'.repeat(1000));
    },
  },
  {
    name: 'refuses what cannot be cloned, and keeps what was there',
    async run(open) {
      const storage = open({});
      await storage.set('a', 1);
      const before = await storage.getUsage();
      expect(await codeOf(storage.set('a', () => 1))).to.equal('DATA_CLONE');
      expect(await storage.get('a')).to.equal(1);
      expect(await storage.getUsage()).to.deep.equal(before);
    },
  },
  {
    name: 'tells of every change, once, until it is no longer wanted',
    async run(open) {
      const storage = open({ keys: 2 });
      const changes: unknown[] = [];
      // Loaded, so that it listens from now on.
      await storage.keys();
      const subscription = storage.onDidChange((change) => changes.push(change));
      await Promise.all([storage.set('a', 1), storage.set('b', 1), storage.set('a', 2)]);
      await storage.set('c', 1).catch(() => undefined);
      await storage.delete('none');
      await storage.delete('b');
      await storage.importData({ format: 'fluxstudio-plugin-storage', version: 1, entries: [['z', 1]] });
      await storage.clear();
      await storage.clear();
      subscription.dispose();
      subscription.dispose();
      await storage.set('a', 1);
      expect(changes).to.deep.equal([
        { keys: ['a', 'b'] },
        { keys: ['b'], removed: ['b'] },
        { keys: ['z', 'a'], removed: ['a'] },
        { keys: ['z'], removed: ['z'] },
      ]);
    },
  },
  {
    name: 'exports everything as JSON, and imports it again',
    async run(open) {
      const values: Record<string, unknown> = {
        date: new Date(5),
        map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1n])]]),
        bytes: new Uint8Array([0, 255]),
        odd: [undefined, Number.NaN, -0, Infinity],
        plain: { $type: 'Date', '': null },
        absent: undefined,
      };
      const storage = open({});
      for (const [key, value] of Object.entries(values)) await storage.set(key, value);
      const exported = JSON.parse(JSON.stringify(await storage.exportData()));
      const other = open({});
      await other.set('old', 1);
      await other.importData(exported);
      expect(await other.keys()).to.deep.equal(Object.keys(values).sort());
      for (const [key, value] of Object.entries(values)) expect(await other.get(key)).to.deep.equal(value);
      expect(await other.getUsage()).to.deep.equal(await storage.getUsage());
    },
  },
  {
    name: 'imports all of it or nothing',
    async run(open) {
      const storage = open({ bytes: 1000 });
      await storage.set('a', 1);
      const data = (entries: unknown) => ({ format: 'fluxstudio-plugin-storage', version: 1, entries });
      const refused: [unknown, string][] = [
        [undefined, 'INVALID_ARGUMENT'],
        ['text', 'INVALID_ARGUMENT'],
        [{ ...data([]), version: 2 }, 'INVALID_ARGUMENT'],
        [{ ...data([]), format: 'other' }, 'INVALID_ARGUMENT'],
        [
          data([
            ['b', 1],
            ['b', 2],
          ]),
          'INVALID_ARGUMENT',
        ],
        [
          data([
            ['b', 1],
            ['', 2],
          ]),
          'INVALID_ARGUMENT',
        ],
        [
          data([
            ['b', 1],
            ['c', { $type: 'Spaceship' }],
          ]),
          'INVALID_ARGUMENT',
        ],
        [
          data([
            ['b', 1],
            ['c', 'x'.repeat(1000)],
          ]),
          'QUOTA_EXCEEDED',
        ],
      ];
      for (const [given, code] of refused) expect(await codeOf(storage.importData(given))).to.equal(code);
      expect(await storage.keys()).to.deep.equal(['a']);
    },
  },
  {
    name: 'names the keys it cannot export',
    async run(open) {
      const storage = open({});
      const circle: { self?: unknown } = {};
      circle.self = circle;
      await storage.set('circle', circle);
      await storage.set('good', 1);
      const error = await storage.exportData().then(
        () => undefined,
        (reason) => reason,
      );
      expect(error.code).to.equal('DATA_CLONE');
      expect(error.message).to.contain('“circle”').and.not.to.contain('“good”');
    },
  },
  {
    name: 'is DISPOSED once it is destroyed, for what was under way too',
    async run(open) {
      const storage = open({});
      await storage.set('a', 1);
      const destroyed = storage.destroy();
      const late = storage.set('b', 1);
      expect(await codeOf(late)).to.equal('DISPOSED');
      await destroyed;
      for (const use of [
        storage.get('a'),
        storage.delete('a'),
        storage.keys(),
        storage.clear(),
        storage.getUsage(),
        storage.exportData(),
      ])
        expect(await codeOf(use)).to.equal('DISPOSED');
      await storage.destroy();
    },
  },
];

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error) => error.code,
  );
}
