import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Keybinding } from '../../contributions/keybinding.ts';
import type { Keybindings } from '../../contributions/keybindings.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

export interface KeybindingsState {
  /** What keys run, the strongest first; empty until they are loaded. */
  readonly bindings: readonly Keybinding[];
  /** To change them, once they are loaded: `override`, `resetOverride`, `conflicts`. */
  readonly keybindings: Keybindings | undefined;
  /** Why they could not be loaded. */
  readonly error: unknown;
}

const NONE: readonly Keybinding[] = [];
const getNone = () => NONE;
const neverChanges = () => () => undefined;

/**
 * The keys of all commands, for showing and changing them. Keys run commands only where the app has attached them.
 *
 * @example
 * const { bindings, keybindings } = useKeybindings();
 * const keys = bindings.find(({ command }) => command === 'studio.save')?.keys;
 */
export function useKeybindings(): KeybindingsState {
  const host = usePluginHost();
  const [loaded, setLoaded] = useState<{ readonly keybindings?: Keybindings; readonly error?: unknown }>({});

  useEffect(() => {
    let isCurrent = true;
    host.loadKeybindings().then(
      (keybindings) => isCurrent && setLoaded({ keybindings }),
      (error: unknown) => isCurrent && setLoaded({ error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [host]);

  const { keybindings, error } = loaded;
  const bindings = useSyncExternalStore(
    keybindings?.subscribe ?? neverChanges,
    keybindings?.getSnapshot ?? getNone,
    getNone,
  );
  return { bindings, keybindings, error };
}
