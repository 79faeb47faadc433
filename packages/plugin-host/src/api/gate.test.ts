import { callback } from '@fluxstudio/plugin-protocol/api/schemas';
import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createGate } from './gate.ts';

const board = defineNamespace('board', {
  docs: 'A board.',
  methods: {
    add: {
      kind: 'call',
      permission: 'projects:write',
      args: v.strictTuple([v.number()]),
      result: v.number(),
      docs: 'Adds.',
    },
    note: { kind: 'notify', permission: 'nothing', args: v.strictTuple([v.string()]), docs: 'Notes.' },
    watch: {
      kind: 'subscribe',
      permission: 'nothing',
      args: v.strictTuple([callback()]),
      callbacks: true,
      docs: 'Watches.',
    },
  },
});

const CALL = { oneWay: false, references: false, signal: new AbortController().signal };

function setUp(granted: () => readonly string[]) {
  const implementation = {
    add: vi.fn((value: number) => value + 1),
    note: vi.fn(),
    watch: vi.fn(() => ({ dispose: () => undefined })),
  };
  const onDenied = vi.fn();
  const gate = createGate({
    manifest: { id: 'acme' } as PluginManifest,
    granted,
    namespaces: [{ contract: board, implementation }],
    own: (registration) => registration,
    onDenied,
  });
  return { gate, implementation, onDenied };
}

describe('createGate', () => {
  it('checks permission, arguments and result, in this order', () => {
    let granted: readonly string[] = [];
    const { gate, implementation, onDenied } = setUp(() => granted);
    expect(() => gate.dispatch('board.add', ['text'], CALL)).toThrow(
      expect.objectContaining({ code: 'PERMISSION_DENIED' }),
    );
    expect(onDenied).toHaveBeenCalledOnce();
    granted = ['projects'];
    expect(() => gate.dispatch('board.add', ['text'], CALL)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(implementation.add).not.toHaveBeenCalled();
    expect(gate.dispatch('board.add', [1], CALL)).toBe(2);
    implementation.add.mockReturnValue('text' as never);
    expect(() => gate.dispatch('board.add', [1], CALL)).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });

  it.each([
    ['a frozen list that is replaced', () => [Object.freeze(['projects:write']), Object.freeze([])]],
    [
      'a list that is emptied',
      () => {
        const list = ['projects:write'];
        return [list, list];
      },
    ],
  ])('sees a revocation at the next call: %s', (_, lists) => {
    const [before, after] = lists() as [string[], string[]];
    let granted: readonly string[] = before;
    const { gate } = setUp(() => granted);
    expect(gate.dispatch('board.add', [1], CALL)).toBe(2);
    expect(gate.dispatch('board.add', [1], CALL)).toBe(2);
    granted = after;
    if (!Object.isFrozen(after)) after.length = 0;
    expect(() => gate.dispatch('board.add', [1], CALL)).toThrow(
      expect.objectContaining({ code: 'PERMISSION_DENIED' }),
    );
  });

  it.each(['constructor', '__proto__', 'board.constructor', 'board.__proto__', 'board', ''])(
    'does not know %j',
    (name) => {
      const { gate } = setUp(() => ['projects']);
      expect(() => gate.dispatch(name, [], CALL)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    },
  );

  it('refuses what only a forged runtime sends', () => {
    const { gate, implementation } = setUp(() => ['projects']);
    const oneWay = { ...CALL, oneWay: true };
    const refused = expect.objectContaining({ code: 'INVALID_ARGUMENT' });
    expect(() => gate.dispatch('board.add', [1], oneWay)).toThrow(refused);
    expect(() => gate.dispatch('board.watch', [() => undefined], { ...oneWay, references: true })).toThrow(
      refused,
    );
    expect(() => gate.dispatch('board.note', ['x'], { ...oneWay, references: true })).toThrow(refused);
    expect(Object.values(implementation).some(({ mock }) => mock.calls.length > 0)).toBe(false);
    gate.dispatch('board.note', ['x'], oneWay);
    expect(implementation.note).toHaveBeenCalledOnce();
  });

  describe('a method that needs a further permission for some calls', () => {
    const setUpFurther = (grants: string[]) => {
      let granted: readonly string[] = Object.freeze(grants);
      const dispose = vi.fn();
      const register = vi.fn((_content: unknown) => ({ dispose }));
      const further = {
        permission: 'webview' as const,
        docs: 'for documents',
        applies: ([content]: readonly unknown[]) => content === 'document',
      };
      const views = defineNamespace('views', {
        docs: '',
        methods: {
          register: {
            kind: 'subscribe',
            permission: 'ui',
            further,
            args: v.strictTuple([v.string()]),
            docs: '',
          },
        },
      });
      const onDenied = vi.fn();
      const gate = createGate({
        manifest: { id: 'acme' } as PluginManifest,
        granted: () => granted,
        namespaces: [{ contract: views, implementation: { register } }],
        own: (disposable) => disposable,
        onDenied,
      });
      const grant = (next: string[]) => {
        granted = Object.freeze(next);
        gate.endRevoked();
      };
      return { gate, grant, dispose, register, onDenied };
    };

    it.each([
      [['ui'], 'document', '“webview”'],
      [['webview'], 'document', '“ui”'],
      [['webview'], 'drawing', '“ui”'],
    ])('with %j refuses a %s: needs %s', (grants, content, named) => {
      const { gate, register, onDenied } = setUpFurther(grants);
      const denial = expect.objectContaining({
        code: 'PERMISSION_DENIED',
        message: expect.stringContaining(named),
      });
      // The second time as well: that the method may be called is remembered, that this call may be made is not.
      for (const _ of [1, 2]) expect(() => gate.dispatch('views.register', [content], CALL)).toThrow(denial);
      expect(register).not.toHaveBeenCalled();
      expect(onDenied).toHaveBeenCalledTimes(2);
    });

    it('lets through what both cover, and what needs only one', () => {
      const { gate, register } = setUpFurther(['ui', 'webview']);
      gate.dispatch('views.register', ['document'], CALL);
      expect(register).toHaveBeenCalledOnce();
      setUpFurther(['ui']).gate.dispatch('views.register', ['drawing'], CALL);
    });

    it.each([['ui'], ['webview']])('ends what was registered when only %j is left', (left) => {
      const { gate, grant, dispose } = setUpFurther(['ui', 'webview']);
      gate.dispatch('views.register', ['document'], CALL);
      expect(dispose).not.toHaveBeenCalled();
      grant([left]);
      expect(dispose).toHaveBeenCalledOnce();
    });
  });

  it('ends what was registered by a permission that is revoked, and only that', () => {
    let granted: readonly string[] = Object.freeze(['ui', 'commands']);
    const disposed: string[] = [];
    const method = (permission: 'ui' | 'commands') => ({
      kind: 'subscribe' as const,
      permission,
      args: v.strictTuple([]),
      docs: '',
    });
    const both = defineNamespace('both', {
      docs: '',
      methods: { panel: method('ui'), command: method('commands') },
    });
    const registration = (name: string) => () => ({ dispose: () => void disposed.push(name) });
    const gate = createGate({
      manifest: { id: 'acme' } as PluginManifest,
      granted: () => granted,
      namespaces: [
        {
          contract: both,
          implementation: { panel: registration('panel'), command: registration('command') },
        },
      ],
      own: (one) => one,
    });
    const command = gate.dispatch('both.command', [], CALL) as { dispose(): void };
    gate.dispatch('both.panel', [], CALL);
    granted = Object.freeze(['commands']);
    gate.endRevoked();
    gate.endRevoked();
    expect(disposed).toEqual(['panel']);
    command.dispose();
    granted = [];
    gate.endRevoked();
    expect(disposed).toEqual(['panel', 'command']);
  });

  it('ends the others when one that is revoked throws', () => {
    let granted: readonly string[] = Object.freeze(['ui']);
    const disposed: string[] = [];
    const method = {
      kind: 'subscribe' as const,
      permission: 'ui' as const,
      args: v.strictTuple([]),
      docs: '',
    };
    const both = defineNamespace('both', { docs: '', methods: { bad: method, good: method } });
    const gate = createGate({
      manifest: { id: 'acme' } as PluginManifest,
      granted: () => granted,
      namespaces: [
        {
          contract: both,
          implementation: {
            bad: () => ({
              dispose() {
                throw new Error('on purpose');
              },
            }),
            good: () => ({ dispose: () => void disposed.push('good') }),
          },
        },
      ],
      own: (one) => one,
    });
    for (const name of ['both.good', 'both.bad']) gate.dispatch(name, [], CALL);
    granted = [];
    expect(() => gate.endRevoked()).toThrow(AggregateError);
    expect(disposed).toEqual(['good']);
  });

  it('checks what it mirrors', () => {
    const snapshot = defineNamespace('mirror', {
      docs: '',
      methods: {
        theme: { kind: 'snapshot', permission: 'nothing', result: v.object({ name: v.string() }), docs: '' },
      },
    });
    let value: unknown = { name: 'dark', secret: 1 };
    const gate = createGate({
      manifest: { id: 'acme' } as PluginManifest,
      granted: () => [],
      namespaces: [
        { contract: snapshot, implementation: { theme: { get: () => value, subscribe: () => undefined } } },
      ],
      own: (one) => one,
    });
    const mirrored = gate.snapshots.get('mirror.theme');
    expect(mirrored?.read()).toEqual({ name: 'dark' });
    value = { name: 7 };
    expect(() => mirrored?.read()).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  });

  it('warns once of a method that is deprecated', () => {
    const old = defineNamespace('old', {
      docs: '',
      methods: {
        read: {
          kind: 'notify',
          permission: 'nothing',
          args: v.strictTuple([]),
          deprecated: 'use files.read',
          docs: '',
        },
      },
    });
    const onDeprecated = vi.fn();
    const gate = createGate({
      manifest: { id: 'acme' } as PluginManifest,
      granted: () => [],
      namespaces: [{ contract: old, implementation: { read: () => undefined } }],
      own: (one) => one,
      onDeprecated,
    });
    gate.dispatch('old.read', [], CALL);
    gate.dispatch('old.read', [], CALL);
    expect(onDeprecated.mock.calls).toEqual([['old.read is deprecated: use files.read']]);
  });
});
