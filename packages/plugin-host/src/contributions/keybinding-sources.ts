import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { PluginIdentity } from '../services.ts';
import type { KeyPlatform } from './key-platform.ts';
import type { KeybindingSource } from './keybinding.ts';
import { parseShortcut, shortcutTexts } from './keystroke.ts';
import { isPageKey } from './page-keys.ts';

/** A shortcut of a manifest that cannot be used, or only where the user chooses it. */
export interface ShortcutProblem {
  /** Such as `contributes.keybindings[0].mac`. */
  readonly field: string;
  readonly message: string;
}

/**
 * The keys that a manifest asks for, on one platform: its `keybindings`, and the shortcuts of its commands. A command without any is
 * among them, without a key, so that the user can give it one. Shortcuts of other platforms are checked too.
 *
 * @example
 * const { sources, problems } = shortcutSources(manifest, identity, 'mac');
 * keybindings.set([...ofTheApp, ...sources]);
 */
export function shortcutSources(
  manifest: PluginManifest,
  owner: PluginIdentity,
  platform: KeyPlatform,
): { sources: KeybindingSource[]; problems: ShortcutProblem[] } {
  const sources: KeybindingSource[] = [];
  const problems: ShortcutProblem[] = [];
  const { keybindings = [], commands = [] } = manifest.contributes ?? {};

  function parse(field: string, text: string, on: KeyPlatform): string | undefined {
    const result = parseShortcut(text, on);
    if (!result.ok) problems.push({ field, message: result.message });
    else if (isPageKey(result.keys))
      problems.push({
        field,
        message: `“${text}” is not for plugins: the user, the browser or the app needs it`,
      });
    return result.ok ? result.keys : undefined;
  }

  for (const [index, binding] of keybindings.entries()) {
    const field = `contributes.keybindings[${index}]`;
    const command = qualifyName(owner.id, binding.command);
    const all = binding.key === undefined ? undefined : parse(`${field}.key`, binding.key, platform);
    let key = all;
    for (const on of ['mac', 'win', 'linux'] as const) {
      const own = binding[on];
      if (own === undefined) continue;
      const keys = parse(`${field}.${on}`, own, on);
      if (on === platform) key = keys;
    }
    if ([binding.key, binding.mac, binding.win, binding.linux].every((text) => text === undefined))
      problems.push({ field: `${field}.key`, message: 'is required, or one of mac, win and linux' });
    if (key !== undefined) sources.push({ command, key, when: binding.when, args: binding.args, owner });
  }

  for (const [index, { id, shortcut = [], when }] of commands.entries()) {
    const command = qualifyName(owner.id, id);
    const texts = shortcutTexts(shortcut);
    const alternatives = typeof shortcut !== 'string' && texts === shortcut;
    for (const [position, text] of texts.entries()) {
      const field = `contributes.commands[${index}].shortcut${alternatives ? `[${position}]` : ''}`;
      const key = parse(field, text, platform);
      if (key !== undefined) sources.push({ command, key, when, owner });
    }
    if (!sources.some((source) => source.command === command)) sources.push({ command, when, owner });
  }
  return { sources, problems };
}
