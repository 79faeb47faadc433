import * as v from 'valibot';
import { expectTypeOf, it } from 'vitest';
import type { commands } from './api/commands.ts';
import type { Project, projects } from './api/projects.ts';
import { defineNamespace, type HostSide, type PluginSide, type SnapshotSource } from './contract.ts';
import type { Disposable } from './disposable.ts';

it('derives both sides from one declaration', () => {
  type Plugin = PluginSide<typeof commands>;
  expectTypeOf<Plugin['register']>().returns.toEqualTypeOf<Disposable>();
  expectTypeOf<Plugin['execute']>().returns.toEqualTypeOf<Promise<unknown>>();
  expectTypeOf<Plugin['getAll']>().toEqualTypeOf<() => string[]>();
  expectTypeOf<HostSide<typeof commands>['getAll']>().toEqualTypeOf<SnapshotSource<string[]>>();
  expectTypeOf<PluginSide<typeof projects>['getCurrent']>().returns.toEqualTypeOf<Promise<Project | null>>();
  expectTypeOf<PluginSide<typeof projects>['open']>().returns.toEqualTypeOf<Promise<void>>();
});

it('does not compile a method without a permission, or with one that does not exist', () => {
  defineNamespace('board', {
    docs: '',
    methods: {
      // @ts-expect-error permission is missing
      select: { kind: 'call', args: v.tuple([]), docs: '' },
    },
  });
  defineNamespace('board', {
    docs: '',
    methods: {
      // @ts-expect-error there is no such permission
      select: { kind: 'call', permission: 'everything', args: v.tuple([]), docs: '' },
    },
  });
});
