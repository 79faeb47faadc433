import { createContext, type ReactNode, useContext } from 'react';
import type { PluginHost } from '../host-options.ts';
import type { PluginStrings } from './strings/default-strings.ts';
import { StringsProvider } from './strings/use-strings.tsx';

const PluginHostContext = createContext<PluginHost | null>(null);

export interface PluginHostProviderProps {
  /** A host from `createPluginHost`. The provider neither starts nor disposes it: whoever created it does. */
  readonly host: PluginHost;
  /** Texts in place of ours. Keep the object the same from render to render. */
  readonly strings?: PluginStrings;
  /** How numbers, dates and plurals are formed: a BCP 47 tag. Default: `en`. */
  readonly locale?: string;
  readonly children?: ReactNode;
}

/**
 * Gives a plugin host to the components and hooks below it.
 *
 * @example
 * <PluginHostProvider host={host}>
 *   <PluginManager />
 * </PluginHostProvider>
 */
export function PluginHostProvider({ host, strings, locale, children }: PluginHostProviderProps) {
  return (
    <PluginHostContext.Provider value={host}>
      <StringsProvider strings={strings} locale={locale}>
        {children}
      </StringsProvider>
    </PluginHostContext.Provider>
  );
}

/** The host of the nearest {@link PluginHostProvider}. Throws outside of one. */
export function usePluginHost(): PluginHost {
  const host = useContext(PluginHostContext);
  if (!host)
    throw new Error('No plugin host here: put a <PluginHostProvider host={host}> above this component.');
  return host;
}

const NO_PERMISSIONS: PluginHost['appPermissions'] = new Map();

/** The same, or `null` outside of a {@link PluginHostProvider}: for dialogs that an app shows anywhere. */
export function useOptionalPluginHost(): PluginHost | null {
  return useContext(PluginHostContext);
}

/** The permissions of the app's own namespaces; none outside of a {@link PluginHostProvider}. */
export function useAppPermissions(): PluginHost['appPermissions'] {
  return useContext(PluginHostContext)?.appPermissions ?? NO_PERMISSIONS;
}
