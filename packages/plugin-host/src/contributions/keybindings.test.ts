import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { KeybindingSource } from './keybinding.ts';
import type { KeybindingOverrideStore } from './keybinding-overrides.ts';
import { createKeybindings, type KeybindingsOptions } from './keybindings.ts';
import type { KeyboardEventLike } from './keystroke-event.ts';

const ada = { id: 'ada', name: 'Ada' };
const bob = { id: 'bob', name: 'Bob' };
const app = (command: string, key: string, when?: string): KeybindingSource => ({
  command,
  key,
  when,
  owner: 'app',
});
const of = (owner: typeof ada, name: string, key?: string, when?: string): KeybindingSource => ({
  command: `${owner.id}.${name}`,
  key,
  when,
  owner,
});

function memoryStore(initial: Record<string, string | null> = {}) {
  const kept = { all: initial };
  return {
    kept,
    read: vi.fn<KeybindingOverrideStore['read']>(async () => ({ ...kept.all })),
    write: vi.fn<KeybindingOverrideStore['write']>(async (next) => {
      kept.all = next;
    }),
  };
}

/** Timers that fire when the test says so. */
function manualClock() {
  let now = 0;
  const timers = new Map<object, { at: number; callback: () => void }>();
  return {
    now: () => now,
    setTimeout(callback: () => void, milliseconds: number) {
      const timer = {};
      timers.set(timer, { at: now + milliseconds, callback });
      return timer;
    },
    clearTimeout: (timer: unknown) => void timers.delete(timer as object),
    advance(milliseconds: number) {
      now += milliseconds;
      for (const [timer, { at, callback }] of [...timers]) {
        if (at > now) continue;
        timers.delete(timer);
        callback();
      }
    },
    get waiting() {
      return timers.size;
    },
  };
}

function setUp(options: Partial<KeybindingsOptions> = {}) {
  const ran: unknown[] = [];
  /** Conditions that hold. */
  const holding = new Set<string | undefined>([undefined]);
  const clock = manualClock();
  const store = memoryStore();
  const keybindings = createKeybindings({
    platform: 'linux',
    evaluate: (when) => holding.has(when),
    run: (command, args) => void ran.push(args === undefined ? command : [command, args]),
    overrides: store,
    clock,
    ...options,
  });

  /** Presses a stroke such as `ctrl+k`; the answer is whether it was taken. */
  function press(stroke: string, init: Partial<KeyboardEventLike> = {}): boolean {
    const parts = stroke.split('+');
    const preventDefault = vi.fn();
    const consumed = keybindings.handle({
      key: parts.at(-1) ?? '',
      code: '',
      ctrlKey: parts.includes('ctrl'),
      shiftKey: parts.includes('shift'),
      altKey: parts.includes('alt'),
      metaKey: parts.includes('meta'),
      preventDefault,
      ...init,
    });
    expect(preventDefault).toHaveBeenCalledTimes(consumed ? 1 : 0);
    return consumed;
  }
  const bound = () => keybindings.getSnapshot().map(({ keys, command }) => `${keys} ${command}`);
  return { keybindings, press, ran, holding, clock, store, bound };
}

describe('keybindings', () => {
  it('run the command of a stroke with its arguments, and take nothing else', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([
      { command: 'app.zoom', key: 'Mod+1', args: { by: 2 }, owner: 'app' },
      app('app.save', 'Mod+S'),
    ]);
    expect([press('ctrl+1'), press('ctrl+s'), press('ctrl+2'), press('s'), press('ctrl+shift+s')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(ran).toEqual([['app.zoom', { by: 2 }], 'app.save']);
  });

  it('prefer the app, then plugins in their order, among those whose condition holds', () => {
    const { keybindings, press, ran, holding } = setUp();
    keybindings.set([
      of(bob, 'one', 'ctrl+k'),
      of(ada, 'one', 'ctrl+k'),
      app('app.one', 'ctrl+k', 'drawing'),
      of(ada, 'two', 'ctrl+j', 'drawing'),
      of(bob, 'two', 'ctrl+j'),
    ]);
    press('ctrl+k');
    press('ctrl+j');
    holding.add('drawing');
    press('ctrl+k');
    press('ctrl+j');
    expect(ran).toEqual(['bob.one', 'bob.two', 'app.one', 'ada.two']);
  });

  it('of the app come first for a command of a plugin too', () => {
    const { keybindings, press, ran, bound } = setUp();
    const byApp: KeybindingSource = { command: 'ada.one', key: 'ctrl+k', args: 'app', owner: 'app' };
    keybindings.set([of(ada, 'one', 'ctrl+k'), of(bob, 'two', 'ctrl+k'), byApp]);
    expect(bound()).toEqual(['ctrl+k ada.one', 'ctrl+k bob.two']);
    press('ctrl+k');
    expect(ran).toEqual([['ada.one', 'app']]);
  });

  it('leave an event alone that something else has handled', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([app('app.save', 'ctrl+s')]);
    expect(press('ctrl+s', { defaultPrevented: true })).toBe(false);
    expect(ran).toEqual([]);
  });

  it('run once while a key stays down, and keep the page from it', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([app('app.save', 'ctrl+s')]);
    expect(press('ctrl+s')).toBe(true);
    expect(press('ctrl+s', { repeat: true })).toBe(true);
    expect(press('ctrl+s', { repeat: true })).toBe(true);
    press('ctrl+x');
    expect(press('ctrl+s', { repeat: true })).toBe(false);
    expect(ran).toEqual(['app.save']);
    press('ctrl+s');
    expect(ran).toEqual(['app.save', 'app.save']);
  });

  it('are not disturbed by a command that throws', () => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.stubGlobal('reportError', undefined);
    const fault = new Error('broken');
    const { keybindings, press } = setUp({
      run: () => {
        throw fault;
      },
    });
    keybindings.set([app('app.save', 'ctrl+s')]);
    expect(press('ctrl+s')).toBe(true);
    expect(report.mock.calls).toEqual([[fault]]);
    vi.unstubAllGlobals();
    report.mockRestore();
  });

  it('refuse a list with a key that is none, and keep the one they had', () => {
    const { keybindings, bound } = setUp();
    keybindings.set([app('app.save', 'ctrl+s')]);
    expect(() => keybindings.set([app('app.open', 'ctrl+o'), app('app.bad', 'ctrl+foo')])).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: '“ctrl+foo” is no shortcut: there is no key “foo”',
      }),
    );
    expect(bound()).toEqual(['ctrl+s app.save']);
  });

  it('tell of each change, and have a stable snapshot between', () => {
    const { keybindings } = setUp();
    const listener = vi.fn();
    const unsubscribe = keybindings.subscribe(listener);
    const before = keybindings.getSnapshot();
    keybindings.set([app('app.save', 'ctrl+s')]);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(keybindings.getSnapshot()).not.toBe(before);
    expect(keybindings.getSnapshot()).toBe(keybindings.getSnapshot());
    unsubscribe();
    keybindings.set([]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('run the first that matches, whatever the list', () => {
    const key = fc.constantFrom('ctrl+i', 'ctrl+b', 'ctrl+i ctrl+b');
    const source = fc.record({
      command: fc.constantFrom('x', 'y', 'z'),
      key,
      when: fc.constantFrom(undefined, 'on', 'off'),
      owner: fc.constantFrom('app' as const, ada, bob),
    });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 8 }), (sources) => {
        const { keybindings, press, ran, holding } = setUp();
        holding.add('on');
        keybindings.set(sources);
        const ordered = [
          ...sources.filter(({ owner }) => owner === 'app'),
          ...sources.filter(({ owner }) => owner !== 'app'),
        ].filter(({ when }) => when !== 'off');
        const first = ordered.find((candidate) => candidate.key.startsWith('ctrl+i'));
        expect(press('ctrl+i')).toBe(first !== undefined);
        expect(ran).toEqual(first?.key === 'ctrl+i' ? [first.command] : []);
      }),
    );
  });
});

describe('a key of two strokes', () => {
  const chords = [app('app.keys', 'ctrl+k ctrl+s'), app('app.wrap', 'ctrl+k w'), app('app.save', 'ctrl+s')];

  it('runs after the second one', () => {
    const { keybindings, press, ran, clock } = setUp();
    keybindings.set(chords);
    expect([press('ctrl+k'), press('ctrl+s')]).toEqual([true, true]);
    expect(ran).toEqual(['app.keys']);
    expect(clock.waiting).toBe(0);
    press('ctrl+s');
    expect(ran).toEqual(['app.keys', 'app.save']);
  });

  it('waits two seconds', () => {
    const { keybindings, press, ran, clock } = setUp();
    keybindings.set(chords);
    press('ctrl+k');
    clock.advance(1999);
    press('w');
    press('ctrl+k');
    clock.advance(2000);
    expect(press('w')).toBe(false);
    press('ctrl+s');
    expect(ran).toEqual(['app.wrap', 'app.save']);
  });

  it('is given up with Escape', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([...chords, app('app.close', 'escape')]);
    press('ctrl+k');
    expect(press('Escape')).toBe(true);
    expect(press('w')).toBe(false);
    press('Escape');
    expect(ran).toEqual(['app.close']);
  });

  it('swallows a second stroke that means nothing, and ends', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set(chords);
    press('ctrl+k');
    expect(press('x')).toBe(true);
    expect(press('x')).toBe(false);
    expect(press('w')).toBe(false);
    expect(ran).toEqual([]);
  });

  it('is not disturbed by modifiers, nor by a first stroke that stays down', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set(chords);
    press('ctrl+k');
    expect(press('ctrl+k', { repeat: true })).toBe(true);
    expect(press('Control', { ctrlKey: true })).toBe(false);
    press('ctrl+s');
    expect(ran).toEqual(['app.keys']);
  });

  it('gives way to a stronger binding of its first stroke, and the other way round', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([of(ada, 'chord', 'ctrl+k ctrl+s'), of(bob, 'plain', 'ctrl+k')]);
    press('ctrl+k');
    press('ctrl+s');
    keybindings.set([of(bob, 'plain', 'ctrl+k'), of(ada, 'chord', 'ctrl+k ctrl+s')]);
    press('ctrl+k');
    press('ctrl+s');
    expect(ran).toEqual(['ada.chord', 'bob.plain']);
  });

  it('begins only where a condition holds', () => {
    const { keybindings, press, holding } = setUp();
    keybindings.set([app('app.keys', 'ctrl+k ctrl+s', 'editing')]);
    expect(press('ctrl+k')).toBe(false);
    holding.add('editing');
    expect(press('ctrl+k')).toBe(true);
  });
});

describe('typing', () => {
  const input = { target: { localName: 'input' } };
  const rich = { target: { localName: 'p', isContentEditable: true } };

  it('in a field runs nothing that a field has a use for', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set(
      ['a', 'shift+a', '7', '?', 'delete', 'enter', 'ctrl+b', 'f2', 'escape', 'g i'].map((key) =>
        app(key, key),
      ),
    );
    for (const place of [input, rich])
      for (const stroke of ['a', 'shift+A', '7', '?', 'Delete', 'Enter', 'g'])
        expect(press(stroke, place), stroke).toBe(false);
    for (const stroke of ['ctrl+b', 'F2', 'Escape']) expect(press(stroke, input), stroke).toBe(true);
    expect(ran).toEqual(['ctrl+b', 'f2', 'escape']);
    for (const stroke of ['a', 'Delete', '?'])
      expect(press(stroke, { target: { localName: 'div' } })).toBe(true);
  });

  it('goes on with a chord that began with Ctrl, but not with one that began as typing', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([app('app.wrap', 'ctrl+k w'), app('app.inbox', 'g i')]);
    press('ctrl+k', input);
    press('w', input);
    expect(press('g')).toBe(true);
    expect(press('i', input)).toBe(false);
    expect(press('i')).toBe(false);
    expect(ran).toEqual(['app.wrap']);
  });

  it('with an input method runs nothing', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([app('app.a', 'a'), app('app.enter', 'ctrl+enter')]);
    expect(press('a', { isComposing: true })).toBe(false);
    expect(press('ctrl+Enter', { keyCode: 229 })).toBe(false);
    expect(ran).toEqual([]);
  });

  it('with AltGr runs nothing but on a Mac', () => {
    const altGr = { getModifierState: (name: string) => name === 'AltGraph' };
    for (const platform of ['win', 'mac'] as const) {
      const { keybindings, press } = setUp({ platform });
      keybindings.set([app('app.q', 'ctrl+alt+q')]);
      expect(press('ctrl+alt+q')).toBe(true);
      expect(press('ctrl+alt+q', altGr)).toBe(platform === 'mac');
    }
  });
});

describe("the user's keys", () => {
  it('take the place of all that a command has, come first and are stored', async () => {
    const { keybindings, press, ran, store, bound } = setUp();
    keybindings.set([
      app('app.save', 'ctrl+s'),
      of(ada, 'draw', 'ctrl+d', 'on'),
      of(ada, 'draw', 'ctrl+e', 'on'),
      of(ada, 'draw', 'ctrl+g'),
    ]);
    await keybindings.override('ada.draw', 'Ctrl+S');
    expect(
      keybindings
        .getSnapshot()
        .map(({ keys, command, when, overridden }) => [keys, command, when, overridden]),
    ).toEqual([
      ['ctrl+s', 'ada.draw', 'on', true],
      ['ctrl+s', 'ada.draw', undefined, true],
      ['ctrl+s', 'app.save', undefined, false],
    ]);
    press('ctrl+s');
    expect(ran).toEqual(['ada.draw']);
    expect(store.kept.all).toEqual({ 'ada.draw': 'ctrl+s' });

    await keybindings.override('ada.draw', null);
    expect(bound()).toEqual(['ctrl+s app.save']);
    expect(store.kept.all).toEqual({ 'ada.draw': null });
    await keybindings.resetOverride('ada.draw');
    expect(bound()).toEqual(['ctrl+s app.save', 'ctrl+d ada.draw', 'ctrl+e ada.draw', 'ctrl+g ada.draw']);
    expect(store.kept.all).toEqual({});
  });

  it('reach a command without any of its own', async () => {
    const { keybindings, bound } = setUp();
    keybindings.set([of(ada, 'draw')]);
    expect(bound()).toEqual([]);
    await keybindings.override('ada.draw', 'f5');
    expect(bound()).toEqual(['f5 ada.draw']);
  });

  it('outlive the plugin, a new list and the page', async () => {
    const { keybindings, store, bound } = setUp();
    keybindings.set([of(ada, 'draw', 'ctrl+d')]);
    await keybindings.override('ada.draw', 'f5');
    keybindings.set([]);
    expect(bound()).toEqual([]);
    keybindings.set([of(ada, 'draw', 'ctrl+d')]);
    expect(bound()).toEqual(['f5 ada.draw']);

    const later = setUp({ overrides: store });
    later.keybindings.set([of(ada, 'draw', 'ctrl+d')]);
    await vi.waitFor(() => expect(later.bound()).toEqual(['f5 ada.draw']));
  });

  it('are refused when they are none, and nothing is stored', async () => {
    const { keybindings, store } = setUp();
    for (const shortcut of ['ctrl+foo', '', 'ctrl', 'a b c'])
      await expect(keybindings.override('app.save', shortcut)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('is no shortcut'),
      });
    expect(store.write).not.toHaveBeenCalled();
  });

  it('stay as they were when they cannot be stored', async () => {
    const { keybindings, store, bound } = setUp();
    keybindings.set([app('app.save', 'ctrl+s')]);
    store.write.mockRejectedValueOnce(new Error('full'));
    await expect(keybindings.override('app.save', 'f5')).rejects.toThrow('full');
    expect(bound()).toEqual(['ctrl+s app.save']);
    await keybindings.override('app.save', 'f6');
    expect(bound()).toEqual(['f6 app.save']);
  });

  it('do not overwrite each other, nor what another tab stored', async () => {
    const { keybindings, store } = setUp();
    await keybindings.override('a', 'f1');
    store.kept.all = { ...store.kept.all, b: 'f2' };
    await Promise.all([keybindings.override('c', 'f3'), keybindings.override('__proto__', 'f4')]);
    expect(Object.entries(store.kept.all)).toEqual([
      ['a', 'f1'],
      ['b', 'f2'],
      ['c', 'f3'],
      ['__proto__', 'f4'],
    ]);
  });

  it('count as none where they cannot be read, and are left out where they are no keys', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const broken = memoryStore();
    broken.read.mockRejectedValueOnce(new Error('no database'));
    const first = setUp({ overrides: broken });
    first.keybindings.set([app('app.save', 'ctrl+s')]);
    await first.keybindings.override('app.save', 'f5');
    expect(first.bound()).toEqual(['f5 app.save']);

    const second = setUp({ overrides: memoryStore({ 'app.save': 'nonsense+', 'app.open': 'f6' }) });
    second.keybindings.set([app('app.save', 'ctrl+s'), app('app.open', 'ctrl+o')]);
    await vi.waitFor(() => expect(second.bound()).toEqual(['f6 app.open', 'ctrl+s app.save']));
    expect(warn.mock.calls).toEqual([
      ["The user's keys could not be read: no database"],
      [expect.stringContaining('The keys of app.save were left out: “nonsense+” is no shortcut')],
    ]);
    warn.mockRestore();
  });
});

describe('reserved keys', () => {
  it('are not for plugins, nor is a chord that begins with them', async () => {
    const { keybindings, bound } = setUp({ reserved: ['Mod+S', 'ctrl+k ctrl+t'] });
    keybindings.set([
      app('app.save', 'ctrl+s'),
      of(ada, 'a', 'ctrl+s'),
      of(ada, 'b', 'ctrl+s ctrl+b'),
      of(ada, 'c', 'ctrl+k'),
      of(ada, 'd', 'ctrl+k ctrl+d'),
      of(ada, 'e', 'ctrl+shift+s'),
    ]);
    expect(bound()).toEqual(['ctrl+s app.save', 'ctrl+k ctrl+d ada.d', 'ctrl+shift+s ada.e']);
    await keybindings.override('ada.a', 'ctrl+s');
    expect(bound()[0]).toBe('ctrl+s ada.a');
  });

  it('are those that every page has or types with, too, unless the user chooses one', async () => {
    const page = [
      ...[
        'tab',
        'Enter',
        'Space',
        'Escape',
        'Up',
        'Delete',
        'Shift+Tab',
        'k',
        '?',
        '7',
        'g i',
        'F5',
        'F11',
        'F12',
      ],
      ...[
        'Ctrl+V',
        'Ctrl+C',
        'Ctrl+X',
        'Ctrl+Z',
        'Ctrl+Shift+Z',
        'Ctrl+Y',
        'Ctrl+A',
        'Ctrl+F',
        'Ctrl+R',
        'Ctrl+Shift+R',
      ],
      ...[
        'Ctrl+W',
        'Ctrl+T',
        'Ctrl+N',
        'Ctrl+Shift+N',
        'Ctrl+L',
        'Ctrl+Q',
        'Ctrl+Tab',
        'Ctrl+Shift+Tab',
        'Ctrl+1',
        'Ctrl+9',
      ],
      ...[
        'Ctrl+0',
        'Ctrl+-',
        'Ctrl+Plus',
        'Ctrl+F5',
        'Alt+F4',
        'Alt+D',
        'Cmd+V',
        'Cmd+Shift+Z',
        'Cmd+Q',
        'Ctrl+C Ctrl+K',
      ],
    ];
    const free = [
      'F1',
      'Shift+F2',
      'F24',
      'Ctrl+S',
      'Ctrl+K',
      'Ctrl+K w',
      'Ctrl+Shift+P',
      'Ctrl+Alt+V',
      'Alt+K',
      'Cmd+S',
    ];
    const { keybindings } = setUp();
    const commandsOf = (keys: readonly string[], make: (key: string) => KeybindingSource) => {
      keybindings.set(keys.map(make));
      return keybindings.getSnapshot().map(({ command }) => command);
    };
    expect(commandsOf(page, (key) => of(ada, key, key))).toEqual([]);
    expect(commandsOf(free, (key) => of(ada, key, key))).toEqual(free.map((key) => `ada.${key}`));
    expect(commandsOf(page, (key) => app(key, key))).toEqual(page);
    keybindings.set([of(ada, 'paste', 'ctrl+v')]);
    await keybindings.override('ada.paste', 'ctrl+v');
    expect(keybindings.getSnapshot()).toMatchObject([{ keys: 'ctrl+v', command: 'ada.paste' }]);
  });

  it('have to be shortcuts', () => {
    expect(() => setUp({ reserved: ['ctrl+'] })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

describe('within an open dialog', () => {
  const dialog = {
    target: { closest: (selector: string) => (selector.includes('dialog[open]') ? {} : null) },
  };

  it('only keys of the app run', () => {
    const { keybindings, press, ran } = setUp();
    keybindings.set([of(ada, 'one', 'ctrl+k'), app('app.save', 'ctrl+s')]);
    expect([press('ctrl+k', dialog), press('ctrl+s', dialog), press('ctrl+k')]).toEqual([false, true, true]);
    expect(ran).toEqual(['app.save', 'ada.one']);
  });

  it('is seen from a shadow root', () => {
    const { keybindings, press } = setUp();
    keybindings.set([of(ada, 'one', 'ctrl+k')]);
    const outside = { closest: () => null };
    const at = (...path: unknown[]) => ({ target: outside, composedPath: () => path });
    expect(press('ctrl+k', at(outside, {}, dialog.target))).toBe(false);
    expect(press('ctrl+k', at(outside, {}))).toBe(true);
  });
});

describe('conflicts', () => {
  const found = (...sources: KeybindingSource[]) => {
    const { keybindings } = setUp();
    keybindings.set(sources);
    return keybindings
      .conflicts()
      .map(({ keys, entries }) => [keys, ...entries.map(({ command }) => command)]);
  };

  it('are the same keys for two commands', () => {
    expect(found(of(ada, 'a', 'ctrl+k'), app('app.a', 'Ctrl+K'), of(bob, 'b', 'ctrl+j'))).toEqual([
      ['ctrl+k', 'app.a', 'ada.a'],
    ]);
  });

  it('are not two of one command', () => {
    expect(found(app('app.a', 'ctrl+k', 'x'), app('app.a', 'ctrl+k', 'y'))).toEqual([]);
  });

  it('are keys that begin with those of another command', () => {
    const chords = [of(ada, 'a', 'ctrl+k ctrl+a'), of(ada, 'b', 'ctrl+k ctrl+b')];
    expect(found(...chords)).toEqual([]);
    expect(found(...chords, of(bob, 'k', 'ctrl+k'))).toEqual([['ctrl+k', 'ada.a', 'ada.b', 'bob.k']]);
    expect(found(...chords, of(bob, 'a', 'ctrl+k ctrl+a'))).toEqual([['ctrl+k ctrl+a', 'ada.a', 'bob.a']]);
  });

  it.each([
    ['editing', '!editing', 0],
    ['!editing', 'editing', 0],
    ["mode == 'x'", "!(mode == 'x')", 0],
    ['a && b', '!(a  &&  b)', 0],
    ['a && b', '!a && b', 1],
    ['editing', 'drawing', 1],
    ['editing', 'editing', 1],
    ['editing', undefined, 1],
    [undefined, undefined, 1],
  ])('with the conditions %j and %j: %i', (one, other, count) => {
    expect(found(of(ada, 'a', 'ctrl+k', one), of(bob, 'b', 'ctrl+k', other))).toHaveLength(count);
  });

  it("follow the user's keys, and are stable between changes", async () => {
    const { keybindings } = setUp();
    keybindings.set([of(ada, 'a', 'ctrl+k'), of(bob, 'b', 'ctrl+k')]);
    const before = keybindings.conflicts();
    expect(before).toHaveLength(1);
    expect(keybindings.conflicts()).toBe(before);
    await keybindings.override('ada.a', 'f5');
    expect(keybindings.conflicts()).toEqual([]);
    await keybindings.override('bob.b', 'f5');
    expect(keybindings.conflicts().map(({ keys }) => keys)).toEqual(['f5']);
  });
});
