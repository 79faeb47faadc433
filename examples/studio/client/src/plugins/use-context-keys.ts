import type { PluginHost } from '@fluxstudio/plugin-host';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useStore } from '../store.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/**
 * What the `when` clauses of plugins and of the studio speak of: `view`, `projectOpen`, `boardSelection` (how many shapes), and
 * `typing`, whether the focus is in a field.
 */
export function useContextKeys(host: PluginHost | null, workspaces: OpenWorkspace): void {
  const workspace = useStore(workspaces);
  const { pathname } = useLocation();

  useEffect(() => {
    const [page, project] = pathname.slice(1).split('/');
    host?.context.set('view', page === 'projects' && project ? 'board' : page);
  }, [host, pathname]);

  useEffect(() => {
    if (!host) return;
    host.context.set('projectOpen', workspace !== null);
    const count = () =>
      host.context.set('boardSelection', workspace?.board.getSnapshot().selection.length ?? 0);
    count();
    return workspace?.board.subscribe(count);
  }, [host, workspace]);

  useEffect(() => {
    if (!host) return;
    const look = () => {
      const { activeElement } = document;
      host.context.set(
        'typing',
        activeElement?.matches('input, textarea, select, [contenteditable]') ?? false,
      );
    };
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, [host]);
}
