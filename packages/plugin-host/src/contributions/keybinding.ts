import type { PluginIdentity } from '../services.ts';
import { isPageKey } from './page-keys.ts';

/** What the app or a plugin declares. */
export interface KeybindingSource {
  /** Full id. */
  readonly command: string;
  /** For this platform, such as `ctrl+shift+p`. Absent: none, but the user may give the command one. */
  readonly key?: string;
  /** A condition; absent: always. */
  readonly when?: string;
  /** Given to the command. */
  readonly args?: unknown;
  readonly owner: 'app' | PluginIdentity;
}

/** Keys that run a command now. */
export interface Keybinding {
  /** In one spelling: `ctrl+shift+p`, or `ctrl+k ctrl+s` for two strokes. */
  readonly keys: string;
  readonly command: string;
  readonly when?: string;
  readonly args?: unknown;
  readonly owner: 'app' | PluginIdentity;
  /** Whether the user chose the keys. */
  readonly overridden: boolean;
}

/** Commands by full id; `null` for one whose keys the user took away. */
export type KeybindingOverrides = ReadonlyMap<string, string | null>;

/** Whether both cannot be bound apart: the same keys, or a stroke that the other begins with. */
export function overlap(keys: string, other: string): boolean {
  return keys === other || other.startsWith(`${keys} `) || keys.startsWith(`${other} `);
}

/**
 * What is bound, the strongest first: what the user chose, then the app, then plugins in the order of the list. The user's keys
 * take the place of all that a command has.
 *
 * @param sources with keys in their one spelling
 * @param reserved keys that no plugin takes on its own, beside those of {@link isPageKey}
 */
export function resolveKeybindings(
  sources: readonly KeybindingSource[],
  overrides: KeybindingOverrides,
  reserved: readonly string[],
): readonly Keybinding[] {
  const levels: [chosen: Keybinding[], app: Keybinding[], plugins: Keybinding[]] = [[], [], []];
  for (const { key, ...source } of sources) {
    const chosen = overrides.get(source.command);
    const keys = chosen === undefined ? key : chosen;
    if (!keys) continue;
    const ofPlugin = source.owner !== 'app';
    if (
      chosen === undefined &&
      ofPlugin &&
      (isPageKey(keys) || reserved.some((taken) => overlap(taken, keys)))
    )
      continue;
    const level = levels[chosen !== undefined ? 0 : ofPlugin ? 2 : 1];
    level.push({ ...source, keys, overridden: chosen !== undefined });
  }
  // A command has the same keys under the same condition once: the strongest.
  const seen = new Set<string>();
  return levels.flat().filter(({ command, keys, when }) => {
    const identity = JSON.stringify([command, keys, when]);
    return !seen.has(identity) && seen.add(identity);
  });
}
