import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AvailableUpdate } from '../../backend/backend.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { usePlugins } from '../use-plugins.ts';

export interface Updates {
  /** Those of plugins that still have the version to update from. `null` before the first answer. */
  readonly updates: readonly AvailableUpdate[] | null;
  readonly loading: boolean;
  readonly error: unknown;
  check(): void;
}

/** Which installed plugins have a higher version. Asked when something is installed, and again on demand. */
export function useUpdates(): Updates {
  const { backend } = usePluginHost();
  const plugins = usePlugins();
  const [found, setFound] = useState<readonly AvailableUpdate[] | null>(null);
  const [status, setStatus] = useState<Pick<Updates, 'loading' | 'error'>>({ loading: false, error: null });
  const [attempt, setAttempt] = useState(0);
  const any = plugins.length > 0;

  useEffect(() => {
    if (!any || !backend.listUpdates) return;
    const controller = new AbortController();
    const { signal } = controller;
    setStatus({ loading: true, error: null });
    backend.listUpdates({ signal }).then(
      (updates) => {
        if (signal.aborted) return;
        setFound(updates);
        setStatus({ loading: false, error: null });
      },
      (error: unknown) => {
        if (!signal.aborted) setStatus({ loading: false, error });
      },
    );
    return () => controller.abort();
  }, [backend, any, attempt]);

  const updates = useMemo(() => {
    const versions = new Map(plugins.map(({ manifest }) => [manifest.id, manifest.version]));
    if (versions.size === 0) return [];
    return found === null ? null : found.filter(({ pluginId, from }) => versions.get(pluginId) === from);
  }, [found, plugins]);
  const check = useCallback(() => setAttempt((before) => before + 1), []);

  return { updates, ...status, check };
}
