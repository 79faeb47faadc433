import type { PluginHost } from '@fluxstudio/plugin-host';
import { useEffect } from 'react';
import { followFileTypes } from '../editor/file-types.ts';
import type { ProjectStore } from '../projects/project-store.ts';
import { useStore } from '../store.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { announceChanges } from './announce-changes.ts';

/**
 * What plugins hear of the studio: `project:opened`, `projects:changed`, `board:changed`, `files:changed` and `editor:changed`. Every
 * plugin may listen, so an event says nothing but that it happened: what is there now is asked for, with permission. A file that is opened
 * starts the plugins that wait for its type.
 */
export function useAppEvents(
  host: PluginHost | null,
  projects: ProjectStore,
  workspaces: OpenWorkspace,
): void {
  const workspace = useStore(workspaces);

  useEffect(
    () =>
      host
        ? announceChanges(
            projects,
            (state) => state.projects,
            () => host.emitGlobalEvent('projects:changed'),
          )
        : undefined,
    [host, projects],
  );

  useEffect(() => {
    if (!host || !workspace) return;
    const { board, files, editor } = workspace;
    host.emitGlobalEvent('project:opened');
    const ends = [
      announceChanges(
        board,
        ({ shapes }) => shapes,
        () => host.emitGlobalEvent('board:changed'),
      ),
      announceChanges(
        files,
        (state) => state.files,
        () => host.emitGlobalEvent('files:changed'),
      ),
      announceChanges(
        editor,
        (file) => (file?.status === 'ready' ? [file.path, file.text] : null),
        () => host.emitGlobalEvent('editor:changed'),
      ),
      followFileTypes(editor, (event) => void host.activateByEvent(event)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [host, workspace]);
}
