import { createScope, type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { PluginIdentity } from '../services.ts';
import type { HostValues } from '../storage/host-values.ts';
import type { CommandEntry, CommandRegistry } from './command-registry.ts';
import { type FollowRegistryOptions, followRegistry, type Shown } from './follow-registry.ts';
import type { KeyPlatform } from './key-platform.ts';
import type { KeybindingSource } from './keybinding.ts';
import { createKeybindingOverrides } from './keybinding-overrides.ts';
import { shortcutSources } from './keybinding-sources.ts';
import { createKeybindings, type Keybindings, type KeybindingsOptions } from './keybindings.ts';
import { parseShortcut, shortcutTexts } from './keystroke.ts';

export interface HostKeybindingsOptions extends Omit<KeybindingsOptions, 'run' | 'overrides'> {
  commands: CommandRegistry;
  /** The plugins whose shortcuts hold. */
  plugins: Omit<FollowRegistryOptions, 'show'>;
  platform: KeyPlatform;
  /** Where the user's own keys are kept. */
  values: HostValues;
  /** A shortcut that cannot be used. */
  onProblem(message: string): void;
  /** A command that a key has run failed. */
  onFailure(command: string, error: unknown): void;
}

/** Gives the commands of the app and of plugins the keys they ask for, as long as both are there. */
export function createHostKeybindings(options: HostKeybindingsOptions): Keybindings & Disposable {
  const { commands, plugins, platform, values, onProblem, onFailure } = options;
  const ofPlugins = new Map<string, readonly KeybindingSource[]>();
  let ofTheApp: readonly CommandEntry[] = [];
  const keybindings = createKeybindings({
    ...options,
    overrides: createKeybindingOverrides(values),
    run(command, args, owner) {
      const known = commands.get(command);
      // The app may have a command of its own under the name that a plugin's key was meant for.
      if (owner !== 'app' && known && known.plugin?.id !== owner.id) return;
      void commands
        .execute(command, ...(args === undefined ? [] : [args]))
        .catch((error) => onFailure(command, error));
    },
  });

  function update(): void {
    keybindings.set([...ofTheApp.flatMap(appSources), ...[...ofPlugins.values()].flat()]);
  }

  function appSources({ id, shortcut = [], when }: CommandEntry): KeybindingSource[] {
    return shortcutTexts(shortcut).flatMap((text) => {
      const parsed = parseShortcut(text, platform);
      if (parsed.ok) return [{ command: id, key: parsed.keys, when, owner: 'app' as const }];
      onProblem(`The command ${id}: ${parsed.message}`);
      return [];
    });
  }

  function lookAtTheApp(): void {
    const now = commands.getAll().filter(({ plugin, shortcut }) => !plugin && shortcut !== undefined);
    if (now.length === ofTheApp.length && now.every((entry, index) => entry === ofTheApp[index])) return;
    ofTheApp = now;
    update();
  }

  function show(plugin: PluginIdentity, shown: Shown | undefined): void {
    ofPlugins.delete(plugin.id);
    // What runs a command needs the permission to have one.
    if (shown && covers(shown.granted, 'commands')) {
      const { sources, problems } = shortcutSources(shown.manifest, plugin, platform);
      for (const { field, message } of problems) onProblem(`${plugin.name}: ${field} ${message}`);
      ofPlugins.set(plugin.id, sources);
    }
    update();
  }

  lookAtTheApp();
  const scope = createScope();
  scope.add(toDisposable(() => keybindings.set([])));
  scope.add(toDisposable(commands.subscribe(lookAtTheApp)));
  scope.add(followRegistry({ ...plugins, show }));
  return { ...keybindings, dispose: scope.dispose };
}
