import { createScope, type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { PluginIdentity } from '../services.ts';
import type { HostValues } from '../storage/host-values.ts';
import type { AppNames } from './app-names.ts';
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
  names: AppNames;
  /** The plugins whose shortcuts hold. */
  plugins: Omit<FollowRegistryOptions, 'show'>;
  platform: KeyPlatform;
  /** Where the user's own keys are kept. */
  values: HostValues;
  /** A shortcut that cannot be used; a command that a key has run and that failed. */
  onProblem(message: string): void;
}

/** Gives the commands of the app and of plugins the keys they ask for, as long as both are there. */
export function createHostKeybindings(options: HostKeybindingsOptions): Keybindings & Disposable {
  const { commands, plugins, names, platform, values, onProblem } = options;
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
        .catch((error) => onProblem(`The command ${command} failed: ${errorMessage(error)}`));
    },
  });

  /** At first all plugins are shown one after the other: their keys are set once. */
  let isComplete = false;

  function update(): void {
    if (!isComplete) return;
    keybindings.set([...ofTheApp.flatMap(appSources), ...[...ofPlugins.values()].flat()]);
  }

  function appSources({ id, shortcut = [], when }: CommandEntry): KeybindingSource[] {
    const sources = shortcutTexts(shortcut).flatMap((text): KeybindingSource[] => {
      const parsed = parseShortcut(text, platform);
      if (parsed.ok) return [{ command: id, key: parsed.keys, when, owner: 'app' }];
      onProblem(`The command ${id}: ${parsed.message}`);
      return [];
    });
    return sources.length > 0 ? sources : [{ command: id, when, owner: 'app' }];
  }

  function lookAtTheApp(): void {
    // One without a shortcut as well: the user may give it one.
    const now = commands.getAll().filter(({ plugin }) => !plugin);
    if (now.length === ofTheApp.length && now.every((entry, index) => entry === ofTheApp[index])) return;
    ofTheApp = now;
    update();
  }

  function show(plugin: PluginIdentity, shown: Shown | undefined): void {
    ofPlugins.delete(plugin.id);
    // What runs a command needs the permission to have one; what is named like the app has none.
    if (shown && covers(shown.granted, 'commands') && !names.has(plugin.id)) {
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
  isComplete = true;
  update();
  return { ...keybindings, dispose: scope.dispose };
}
