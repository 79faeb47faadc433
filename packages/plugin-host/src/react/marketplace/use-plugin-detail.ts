import { useCallback, useEffect, useState } from 'react';
import type { MarketplaceDetail, PluginRating } from '../../backend/backend.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

export interface PluginDetailState {
  readonly detail: MarketplaceDetail | null;
  readonly error: unknown;
  retry(): void;
  /** Takes over what rating it has changed. */
  setRating(rating: PluginRating): void;
}

/** All that the marketplace knows of a plugin. */
export function usePluginDetail(pluginId: string): PluginDetailState {
  const { backend } = usePluginHost();
  const [state, setState] = useState<Pick<PluginDetailState, 'detail' | 'error'>>({
    detail: null,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState((before) => ({ ...before, error: null }));
    backend.getMarketplacePlugin?.(pluginId, { signal }).then(
      (detail) => !signal.aborted && setState({ detail, error: null }),
      (error: unknown) => !signal.aborted && setState((before) => ({ ...before, error })),
    );
    return () => controller.abort();
  }, [backend, pluginId, attempt]);

  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  const setRating = useCallback(
    (rating: PluginRating) =>
      setState((before) => (before.detail ? { ...before, detail: { ...before.detail, ...rating } } : before)),
    [],
  );
  return { ...state, retry, setRating };
}
