import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { ThemeStore } from './layout/theme-store.ts';
import type { SessionStore } from './session/session-store.ts';
import type { ToastStore } from './toasts/toast-store.ts';

/** What lives as long as the page. */
export interface Studio {
  readonly session: SessionStore;
  readonly theme: ThemeStore;
  readonly toasts: ToastStore;
}

const StudioContext = createContext<Studio | null>(null);

export function StudioProvider({
  session,
  theme,
  toasts,
  children,
}: Studio & { readonly children: ReactNode }) {
  const studio = useMemo(() => ({ session, theme, toasts }), [session, theme, toasts]);
  return <StudioContext value={studio}>{children}</StudioContext>;
}

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('Put a <StudioProvider> above this component.');
  return studio;
}
