import type { CommandEntry, PluginHost } from '@fluxstudio/plugin-host';
import type { OpenWorkspace } from './workspace/open-workspace.ts';

export interface StudioCommandParts {
  readonly workspaces: OpenWorkspace;
  openProject(id: string): void;
  /** Asks first. */
  deleteProject(id: string): void;
}

type Target = CommandEntry & {
  run(target: { readonly id?: string }): unknown;
  /** The context menus it is in. */
  readonly on?: readonly ('canvas' | 'timeline' | 'project' | 'file')[];
};

const ON_BOARD = "view == 'board' && !typing";

/** The studio's own commands that have keys or stand in context menus, beside those of plugins. They go when the host does. */
export function registerStudioCommands(host: PluginHost, parts: StudioCommandParts): void {
  const { workspaces, openProject, deleteProject } = parts;
  const board = () => workspaces.require().board;
  const selected = () => board().getSnapshot().selection;
  const commands: readonly Target[] = [
    {
      id: 'studio.undo',
      title: 'Undo',
      icon: 'undo',
      shortcut: 'Mod+Z',
      when: ON_BOARD,
      run: () => board().undo(),
    },
    {
      id: 'studio.redo',
      title: 'Redo',
      icon: 'redo',
      shortcut: 'Mod+Shift+Z',
      when: ON_BOARD,
      run: () => board().redo(),
    },
    {
      id: 'studio.selectAll',
      title: 'Select all shapes',
      icon: 'select',
      shortcut: 'Mod+A',
      when: ON_BOARD,
      run: () =>
        board().setSelection(
          board()
            .getSnapshot()
            .shapes.map(({ id }) => id),
        ),
    },
    {
      id: 'studio.duplicate',
      title: 'Duplicate selection',
      icon: 'copy',
      shortcut: 'Mod+D',
      when: `${ON_BOARD} && boardSelection > 0`,
      on: ['canvas'],
      run: () => board().duplicate(selected()),
    },
    {
      id: 'studio.delete',
      title: 'Delete selection',
      icon: 'trash',
      when: `${ON_BOARD} && boardSelection > 0`,
      on: ['canvas'],
      run: () => board().remove(selected()),
    },
    {
      id: 'studio.deleteShape',
      title: 'Delete shape',
      icon: 'trash',
      when: 'false',
      on: ['timeline'],
      run: ({ id }) => id && board().remove([id]),
    },
    {
      id: 'studio.deleteFile',
      title: 'Delete file',
      icon: 'trash',
      when: 'false',
      on: ['file'],
      run: ({ id }) => id && workspaces.require().files.delete(id),
    },
    {
      id: 'studio.openProject',
      title: 'Open project',
      icon: 'open',
      when: 'false',
      on: ['project'],
      run: ({ id }) => id && openProject(id),
    },
    {
      id: 'studio.deleteProject',
      title: 'Delete project…',
      icon: 'trash',
      when: 'false',
      on: ['project'],
      run: ({ id }) => id && deleteProject(id),
    },
  ];
  for (const { run, on = [], ...entry } of commands) {
    host.commands.register({ category: 'Studio', ...entry }, (target) => run(parseTarget(target)));
    for (const targetType of on) {
      const when = entry.when === 'false' ? undefined : entry.when;
      host.contextMenus.register({
        id: `${entry.id}.${targetType}`,
        command: entry.id,
        targetType,
        group: 'studio',
        ...(when === undefined ? {} : { when }),
      });
    }
  }
}

/** What a context menu was opened on; nothing for a command that was run by a key or from the palette. */
function parseTarget(target: unknown): { readonly id?: string } {
  if (typeof target !== 'object' || target === null || !('id' in target)) return {};
  return typeof target.id === 'string' ? { id: target.id } : {};
}
