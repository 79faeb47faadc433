import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyPlatform } from './key-platform.ts';
import { formatStroke, MODIFIERS, parseShortcut, shortcutTexts } from './keystroke.ts';
import { isEditable, isTyping, type KeyboardEventLike, keystrokeOf } from './keystroke-event.ts';

const keys = (text: string, platform: KeyPlatform = 'linux') => {
  const result = parseShortcut(text, platform);
  return result.ok ? result.keys : result.message;
};

describe('parseShortcut', () => {
  it.each<[text: string, mac: string, others: string]>([
    ['Mod+K', 'meta+k', 'ctrl+k'],
    ['CmdOrCtrl+K', 'meta+k', 'ctrl+k'],
    ['CommandOrControl+Shift+K', 'shift+meta+k', 'ctrl+shift+k'],
    ['Cmd+K', 'meta+k', 'meta+k'],
    ['Ctrl+K', 'ctrl+k', 'ctrl+k'],
    ['mod+k mod+s', 'meta+k meta+s', 'ctrl+k ctrl+s'],
  ])('%s is %s on a Mac and %s elsewhere', (text, mac, others) => {
    expect([keys(text, 'mac'), keys(text, 'win'), keys(text, 'linux')]).toEqual([mac, others, others]);
  });

  it.each([
    ['Ctrl+Shift+P', 'ctrl+shift+p'],
    ['shift+ctrl+p', 'ctrl+shift+p'],
    [' Ctrl + Shift + P ', 'ctrl+shift+p'],
    ['Meta+Alt+Shift+Ctrl+A', 'ctrl+shift+alt+meta+a'],
    ['Control+Option+Command+Win', 'a key is missing'],
    ['Option+Super+x', 'alt+meta+x'],
    ['ctrl+k ctrl+s', 'ctrl+k ctrl+s'],
    ['Ctrl+K   S', 'ctrl+k s'],
    ['g i', 'g i'],
    ['F1', 'f1'],
    ['shift+F24', 'shift+f24'],
    ['Esc', 'escape'],
    ['Return', 'enter'],
    ['Del', 'delete'],
    ['Ctrl+ArrowUp', 'ctrl+up'],
    ['ctrl+space', 'ctrl+space'],
    ['PageDown', 'pagedown'],
    ['ctrl+-', 'ctrl+-'],
    ['ctrl+=', 'ctrl+='],
    ['Ctrl++', 'ctrl+shift+='],
    ['Ctrl+Plus', 'ctrl+shift+='],
    ['Ctrl+Shift++', 'ctrl+shift+='],
    ['+', 'shift+='],
    ['?', 'shift+/'],
    ['Ctrl+?', 'ctrl+shift+/'],
    ['Ctrl+Shift+@', 'ctrl+shift+2'],
    ["ctrl+'", "ctrl+'"],
    ['ctrl+\\', 'ctrl+\\'],
    ['a', 'a'],
    ['7', '7'],
  ])('%s is %s', (text, expected) => {
    expect(keys(text)).toContain(expected);
  });

  it.each([
    ['', 'a key is missing'],
    ['   ', 'a key is missing'],
    ['Ctrl', 'a key is missing'],
    ['Ctrl+', 'a key is missing'],
    ['Ctrl+Shift', 'a key is missing'],
    ['Ctrl+Foo', 'there is no key “foo”'],
    ['F25', 'there is no key “f25”'],
    ['ctrl+ö', 'there is no key “ö”'],
    ['constructor', 'there is no key “constructor”'],
    ['Hyper+K', '“hyper” is no modifier'],
    ['P+Ctrl', 'a key is missing'],
    ['A+B', '“a” is no modifier'],
    ['Ctrl+Ctrl+K', 'it names ctrl twice'],
    ['Mod+Ctrl+K', 'it names ctrl twice'],
    ['ctrl++k', 'is no modifier'],
    ['a b c', 'it has more than 2 strokes'],
    ['a'.repeat(101), 'it has more than 100 characters'],
  ])('refuses %j: %s', (text, message) => {
    expect(parseShortcut(text, 'win')).toEqual({ ok: false, message: expect.stringContaining(message) });
    expect(keys(text)).toContain('is no shortcut: ');
  });

  it('reads what it writes, in any case, order and spacing', () => {
    const key = fc.constantFrom(
      ..."abcxyz0189`-=[]\\;',./",
      ...['escape', 'enter', 'tab', 'space', 'backspace', 'delete', 'insert', 'home', 'end', 'pageup'],
      ...['pagedown', 'up', 'down', 'left', 'right', 'f1', 'f12', 'f24'],
    );
    const stroke = fc.record({ key, modifiers: fc.shuffledSubarray([...MODIFIERS]), loud: fc.boolean() });
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 2 }), (strokes) => {
        const written = strokes
          .map(({ key, modifiers, loud }) => {
            const text = [...modifiers, key].join(loud ? ' + ' : '+');
            return loud ? text.toUpperCase() : text;
          })
          .join('  ');
        const printed = strokes
          .map(({ key, modifiers }) => formatStroke(new Set<string>(modifiers), key))
          .join(' ');
        for (const platform of ['mac', 'win', 'linux'] as const) {
          expect(parseShortcut(written, platform)).toEqual({ ok: true, keys: printed });
          expect(parseShortcut(printed, platform)).toEqual({ ok: true, keys: printed });
        }
      }),
    );
  });

  it('ends for any text, and has one spelling for what it takes', () => {
    const piece = fc.constantFrom(
      'Ctrl',
      '+',
      ' ',
      'Mod',
      'K',
      '?',
      'plus',
      'F5',
      'cmd',
      '-',
      'ü',
      'arrowleft',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (input) => {
        const result = parseShortcut(input, 'mac');
        if (result.ok) expect(parseShortcut(result.keys, 'win')).toEqual(result);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('shortcutTexts', () => {
  it.each<[shortcut: string | string[], texts: string[]]>([
    ['Ctrl+K', ['Ctrl+K']],
    [['Ctrl', 'K'], ['Ctrl+K']],
    [['Ctrl', 'Shift', 'P'], ['Ctrl+Shift+P']],
    [['mod', ' k'], ['mod+ k']],
    [
      ['Ctrl+K', 'Cmd+K'],
      ['Ctrl+K', 'Cmd+K'],
    ],
    [
      ['F1', 'Ctrl+P'],
      ['F1', 'Ctrl+P'],
    ],
    [
      ['g', 'i'],
      ['g', 'i'],
    ],
    [['K'], ['K']],
    [[], []],
  ])('%j is %j', (shortcut, texts) => {
    expect(shortcutTexts(shortcut)).toEqual(texts);
  });
});

type Pressed = Partial<Omit<KeyboardEventLike, 'getModifierState'>> & { altGraph?: boolean };
const press = ({ altGraph = false, ...init }: Pressed): KeyboardEventLike => ({
  key: '',
  code: '',
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  getModifierState: (name) => name === 'AltGraph' && altGraph,
  ...init,
});
const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };

describe('keystrokeOf', () => {
  it.each<[name: string, event: Pressed, stroke: string | undefined, platform?: KeyPlatform]>([
    ['a letter', { key: 'p', code: 'KeyP', ...ctrl }, 'ctrl+p'],
    ['a letter with Shift', { key: 'P', code: 'KeyP', ...ctrl, ...shift }, 'ctrl+shift+p'],
    ['a letter with caps lock', { key: 'P', code: 'KeyP', ...ctrl }, 'ctrl+p'],
    [
      'all modifiers',
      { key: 'P', code: 'KeyP', ...ctrl, ...shift, altKey: true, metaKey: true },
      'ctrl+shift+alt+meta+p',
    ],
    ['the letter that Dvorak has on R', { key: 'p', code: 'KeyR', ...ctrl }, 'ctrl+p'],
    ['a comma of Dvorak', { key: ',', code: 'KeyW', ...ctrl }, 'ctrl+,'],
    ['a comma of Dvorak with Alt', { key: ',', code: 'KeyW', altKey: true }, 'alt+,', 'linux'],
    ['a Cyrillic letter', { key: 'з', code: 'KeyP', ...ctrl }, 'ctrl+p'],
    ['a Cyrillic letter on a symbol', { key: 'ж', code: 'Semicolon', ...ctrl }, 'ctrl+;'],
    ['Option on a Mac', { key: 'π', code: 'KeyP', altKey: true }, 'alt+p', 'mac'],
    ['Option on a Mac that types ASCII', { key: '@', code: 'KeyL', altKey: true }, 'alt+l', 'mac'],
    [
      'Option on a Mac in Firefox',
      { key: 'π', code: 'KeyP', ...ctrl, altKey: true, altGraph: true },
      'ctrl+alt+p',
      'mac',
    ],
    ['a dead key with Option', { key: 'Dead', code: 'KeyE', altKey: true }, 'alt+e', 'mac'],
    ['Shift+2, US', { key: '@', code: 'Digit2', ...shift }, 'shift+2'],
    ['Shift+2, German', { key: '"', code: 'Digit2', ...shift }, 'shift+2'],
    ['Shift+2, French', { key: '2', code: 'Digit2', ...shift }, 'shift+2'],
    ['Ctrl+2, French', { key: 'é', code: 'Digit2', ...ctrl }, 'ctrl+2'],
    ['Ctrl+1, French', { key: '&', code: 'Digit1', ...ctrl }, 'ctrl+1'],
    ['the number block', { key: '5', code: 'Numpad5', ...ctrl }, 'ctrl+5'],
    ['the number block with Shift on a Mac', { key: '5', code: 'Numpad5', ...shift }, 'shift+5'],
    ['?, US', { key: '?', code: 'Slash', ...shift }, 'shift+/'],
    ['?, German', { key: '?', code: 'Minus', ...shift }, 'shift+/'],
    ['/, German', { key: '/', code: 'Digit7', ...ctrl, ...shift }, 'ctrl+/'],
    [';, German', { key: ';', code: 'Comma', ...ctrl, ...shift }, 'ctrl+;'],
    ['+, US', { key: '+', code: 'Equal', ...ctrl, ...shift }, 'ctrl+shift+='],
    ['+, German', { key: '+', code: 'BracketRight', ...ctrl }, 'ctrl+shift+='],
    [
      'Cmd+Shift with Shift left out of key',
      { key: '=', code: 'Equal', metaKey: true, ...shift },
      'shift+meta+=',
    ],
    ['space', { key: ' ', code: 'Space', ...ctrl }, 'ctrl+space'],
    ['an arrow', { key: 'ArrowLeft', code: 'ArrowLeft', altKey: true }, 'alt+left'],
    ['escape', { key: 'Escape', code: 'Escape' }, 'escape'],
    ['F12 with Shift', { key: 'F12', code: 'F12', ...shift }, 'shift+f12'],
    ['delete', { key: 'Delete', code: 'Delete' }, 'delete'],
    ['a repeated key', { key: 'a', code: 'KeyA', repeat: true }, 'a'],
    ['AltGr on Windows', { key: '@', code: 'KeyQ', ...ctrl, altKey: true, altGraph: true }, undefined],
    ['AltGr on Linux', { key: '@', code: 'KeyQ', altGraph: true }, undefined],
    ['AltGr with a letter', { key: 'ą', code: 'KeyA', ...ctrl, altKey: true, altGraph: true }, undefined],
    ['Ctrl+Alt', { key: 'q', code: 'KeyQ', ...ctrl, altKey: true }, 'ctrl+alt+q'],
    ['Shift alone', { key: 'Shift', code: 'ShiftLeft', ...shift }, undefined],
    ['Control alone', { key: 'Control', code: 'ControlLeft', ...ctrl }, undefined],
    ['caps lock', { key: 'CapsLock', code: 'CapsLock' }, undefined],
    ['a media key', { key: 'AudioVolumeUp', code: 'AudioVolumeUp' }, undefined],
    ['an unidentified key', { key: 'Unidentified', code: '' }, undefined],
    ['a letter of an input method', { key: 'k', code: 'KeyK', isComposing: true }, undefined],
    ['what an input method took', { key: 'Enter', code: 'Enter', keyCode: 229 }, undefined],
    ['a character without a place', { key: 'ü', code: '' }, undefined],
  ])('%s', (_, event, stroke, platform) => {
    expect(keystrokeOf(press(event), platform)).toBe(stroke);
  });

  it('is spelled as shortcuts are', () => {
    const names = [...'abz059`-=[]\\;\',./~!@#$%^&*()_+{}|:"<>?ßé', ' ', 'Escape', 'ArrowUp', 'F5', 'Dead'];
    const codes = ['KeyA', 'KeyM', 'Digit7', 'Minus', 'Equal', 'Slash', 'Comma', 'Space', 'Numpad1', ''];
    const event = fc.record({
      key: fc.constantFrom(...names),
      code: fc.constantFrom(...codes),
      ctrlKey: fc.boolean(),
      shiftKey: fc.boolean(),
      altKey: fc.boolean(),
      metaKey: fc.boolean(),
    });
    fc.assert(
      fc.property(event, fc.constantFrom('mac' as const, 'win' as const), (init, platform) => {
        const stroke = keystrokeOf(press(init), platform);
        if (stroke) expect(parseShortcut(stroke, platform)).toEqual({ ok: true, keys: stroke });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('where keys are typed', () => {
  it.each([
    [{ localName: 'input' }, true],
    [{ localName: 'textarea' }, true],
    [{ localName: 'select' }, true],
    [{ localName: 'div', isContentEditable: true }, true],
    [{ localName: 'div', isContentEditable: false }, false],
    [{ localName: 'button' }, false],
    [null, false],
    [undefined, false],
  ])('%j is edited: %s', (target, expected) => {
    expect(isEditable(press({ target }))).toBe(expected);
  });

  it('looks into shadow roots', () => {
    const target = { localName: 'x-field' };
    expect(isEditable(press({ target, composedPath: () => [{ localName: 'input' }, target] }))).toBe(true);
  });

  it.each([
    ['a', true],
    ['shift+a', true],
    ['enter', true],
    ['delete', true],
    ['shift+left', true],
    ['escape', false],
    ['f2', false],
    ['shift+f10', false],
    ['ctrl+a', false],
    ['shift+alt+a', false],
    ['meta+enter', false],
  ])('%s types: %s', (stroke, expected) => {
    expect(isTyping(stroke)).toBe(expected);
  });
});
