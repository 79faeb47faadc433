import { useSyncExternalStore } from 'react';

/** The app's router. */
export function navigate(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}

export const path = () => location.pathname;

export function usePath(): string {
  return useSyncExternalStore((listener) => {
    addEventListener('popstate', listener);
    return () => removeEventListener('popstate', listener);
  }, path);
}
