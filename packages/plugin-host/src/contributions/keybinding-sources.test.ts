import { type PluginManifestInput, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { describe, expect, it } from 'vitest';
import type { KeyPlatform } from './key-platform.ts';
import { shortcutSources } from './keybinding-sources.ts';

const owner = { id: 'hello', name: 'Hello' };

function sourcesOf(contributes: PluginManifestInput['contributes'], platform: KeyPlatform = 'linux') {
  const parsed = parseManifest({
    id: 'hello',
    name: 'Hello',
    version: '1.0.0',
    main: 'main.js',
    contributes,
  });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join());
  const { sources, problems } = shortcutSources(parsed.manifest, owner, platform);
  for (const source of sources) expect(source.owner).toBe(owner);
  return { sources: sources.map(({ owner: _, ...source }) => source), problems };
}

describe('shortcutSources', () => {
  it.each<[KeyPlatform, string]>([
    ['mac', 'meta+p'],
    ['win', 'ctrl+shift+p'],
    ['linux', 'ctrl+p'],
  ])('takes the keys of %s', (platform, key) => {
    const binding = { command: 'run', key: 'mod+p', win: 'ctrl+shift+p', when: 'open', args: { n: 1 } };
    expect(sourcesOf({ keybindings: [binding] }, platform)).toEqual({
      sources: [{ command: 'hello.run', key, when: 'open', args: { n: 1 } }],
      problems: [],
    });
  });

  it('leaves out a binding for other platforms alone', () => {
    const contributes = { keybindings: [{ command: 'run', mac: 'cmd+p' }] };
    expect(sourcesOf(contributes, 'win')).toEqual({ sources: [], problems: [] });
    expect(sourcesOf(contributes, 'mac').sources).toHaveLength(1);
  });

  it('takes the shortcuts of commands, and their conditions', () => {
    const commands = [
      { id: 'a', title: 'A', shortcut: 'Ctrl+K Ctrl+S', when: 'open' },
      { id: 'b', title: 'B', shortcut: ['F1', 'Mod+B'] },
      { id: 'c', title: 'C', shortcut: ['Ctrl', 'Shift', 'C'] },
    ];
    expect(sourcesOf({ commands }).sources).toEqual([
      { command: 'hello.a', key: 'ctrl+k ctrl+s', when: 'open' },
      { command: 'hello.b', key: 'f1' },
      { command: 'hello.b', key: 'ctrl+b' },
      { command: 'hello.c', key: 'ctrl+shift+c' },
    ]);
  });

  it('names a command without keys, so that the user can give it some', () => {
    const contributes = {
      commands: [
        { id: 'bare', title: 'Bare' },
        { id: 'bound', title: 'Bound' },
      ],
      keybindings: [{ command: 'bound', key: 'f2' }],
    };
    expect(sourcesOf(contributes).sources).toEqual([
      { command: 'hello.bound', key: 'f2' },
      { command: 'hello.bare' },
    ]);
  });

  it('names what cannot be used, of every platform', () => {
    const contributes = {
      commands: [
        { id: 'a', title: 'A', shortcut: 'Ctrl+Foo' },
        { id: 'b', title: 'B', shortcut: ['F1', 'F99'] },
        { id: 'c', title: 'C', shortcut: ['Ctrl', 'Bar'] },
      ],
      keybindings: [
        { command: 'a', key: 'ctrl+i', mac: 'hyper+x' },
        { command: 'a', win: 'ctrl' },
        { command: 'a' },
      ],
    };
    const { sources, problems } = sourcesOf(contributes);
    expect(problems).toEqual([
      {
        field: 'contributes.keybindings[0].mac',
        message: '“hyper+x” is no shortcut: “hyper” is no modifier: use Ctrl, Shift, Alt, Cmd or Mod',
      },
      {
        field: 'contributes.keybindings[1].win',
        message: '“ctrl” is no shortcut: a key is missing, such as the P of Ctrl+P',
      },
      { field: 'contributes.keybindings[2].key', message: 'is required, or one of mac, win and linux' },
      {
        field: 'contributes.commands[0].shortcut',
        message: '“Ctrl+Foo” is no shortcut: there is no key “foo”',
      },
      {
        field: 'contributes.commands[1].shortcut[1]',
        message: '“F99” is no shortcut: there is no key “f99”',
      },
      {
        field: 'contributes.commands[2].shortcut',
        message: '“Ctrl+Bar” is no shortcut: there is no key “bar”',
      },
    ]);
    expect(sources.map(({ key }) => key)).toEqual(['ctrl+i', 'f1', undefined]);
  });

  it('names the keys that no plugin gets, and leaves the command to the user', () => {
    const contributes = {
      commands: [{ id: 'a', title: 'A', shortcut: 'Ctrl+V' }],
      keybindings: [{ command: 'b', key: 'tab' }],
    };
    const { sources, problems } = sourcesOf(contributes);
    expect(problems).toEqual([
      {
        field: 'contributes.keybindings[0].key',
        message: '“tab” is not for plugins: the user, the browser or the app needs it',
      },
      {
        field: 'contributes.commands[0].shortcut',
        message: '“Ctrl+V” is not for plugins: the user, the browser or the app needs it',
      },
    ]);
    expect(sources.map(({ command }) => command)).toEqual(['hello.b', 'hello.a']);
  });
});
