import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { planDependencies } from './dependencies.ts';
import { dependentsOf } from './dependents.ts';
import type { PluginInstance } from './plugin-instance.ts';

function plugins(graph: Record<string, Record<string, string>>, versions: Record<string, string> = {}) {
  const all = new Map(
    Object.entries(graph).map(([id, dependencies]): [string, PluginInstance] => [
      id,
      {
        manifest: testManifest(id, {
          name: id.toUpperCase(),
          dependencies,
          version: Object.hasOwn(versions, id) ? versions[id] : '1.0.0',
        }),
        state: 'inactive',
        enabled: true,
        settings: {},
        grantedPermissions: [],
        bundle: null,
        installedAt: '',
        updatedAt: '',
      },
    ]),
  );
  return {
    all: [...all.values()],
    plan: (id: string) => planDependencies((all.get(id) as PluginInstance).manifest, (one) => all.get(one)),
  };
}

describe('dependencies', () => {
  it('come before what needs them, each once', async () => {
    const { plan } = plugins({ a: { b: '*', c: '*' }, b: { d: '*' }, c: { d: '^1.0.0' }, d: {} });
    expect(await plan('a')).toEqual(['d', 'b', 'c']);
    expect(await plan('d')).toEqual([]);
  });

  it('are all named when they are missing or have another version', async () => {
    const { plan } = plugins({ a: { b: '*', gone: '^2.0.0', d: '^1.0.0' }, b: { d: '^2.0.0' }, d: {} });
    await expect(plan('a')).rejects.toMatchObject({
      code: 'INCOMPATIBLE',
      message:
        'B needs the plugin d ^2.0.0, and 1.0.0 is installed; A needs the plugin gone ^2.0.0: install it',
      data: {
        issues: [
          { kind: 'incompatible', plugin: 'b', dependency: 'd' },
          { kind: 'missing', plugin: 'a', dependency: 'gone' },
        ],
      },
    });
  });

  it('are named in their circle', async () => {
    const { plan } = plugins({ a: { b: '*' }, b: { c: '*' }, c: { b: '*' }, self: { self: '*' } });
    await expect(plan('a')).rejects.toThrow('The plugins b → c → b need each other in a circle');
    await expect(plan('self')).rejects.toThrow('self names itself as a dependency');
  });

  it('take a pre-release within the range', async () => {
    const { plan } = plugins({ a: { b: '^2.0.0' }, b: {} }, { b: '2.1.0-beta.1' });
    expect(await plan('a')).toEqual(['b']);
  });

  it('know who needs them', () => {
    const { all } = plugins({ a: { b: '*' }, b: {}, constructor: {} });
    expect(dependentsOf('b', all).map(({ manifest }) => manifest.id)).toEqual(['a']);
    expect(dependentsOf('constructor', all)).toEqual([]);
  });

  it('are in an order that works, or in a circle, whatever the graph', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const graph = fc.record(
      Object.fromEntries(ids.map((id) => [id, fc.uniqueArray(fc.constantFrom(...ids))])),
    );
    await fc.assert(
      fc.asyncProperty(graph, async (edges) => {
        const { plan } = plugins(
          Object.fromEntries(
            Object.entries(edges).map(([id, list]) => [
              id,
              Object.fromEntries(list.map((one) => [one, '*'])),
            ]),
          ),
        );
        const reachable = (from: string, seen = new Set<string>()): Set<string> => {
          for (const next of edges[from] ?? []) if (!seen.has(next)) reachable(next, seen.add(next));
          return seen;
        };
        const circle = ['a', ...reachable('a')].some((id) => reachable(id).has(id));
        const order = await plan('a').catch(() => undefined);
        expect(order === undefined).toBe(circle);
        if (!order) return;
        expect(new Set(order)).toEqual(reachable('a'));
        for (const [index, id] of order.entries())
          for (const dependency of edges[id] ?? []) expect(order.indexOf(dependency)).toBeLessThan(index);
      }),
    );
  });
});
