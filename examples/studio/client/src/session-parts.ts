import type {
  ConsentService,
  HostServices,
  InteractionService,
  ModalService,
  PluginHost,
} from '@fluxstudio/plugin-host';
import { createAiService, pauseForWord } from './ai/ai-service.ts';
import { appCommands } from './app-commands.tsx';
import { boardNamespace } from './board/board-namespace.ts';
import { editorNamespace } from './editor/editor-namespace.ts';
import { unsavedToast } from './editor/unsaved-toast.ts';
import { createHostFileService } from './files/host-file-service.ts';
import { createHostServices } from './plugins/host-services.ts';
import { createProjectStore } from './projects/project-store.ts';
import { createAuthorisedFetch } from './session/authorised-fetch.ts';
import type { Session } from './session/session-store.ts';
import { registerStudioCommands } from './studio-commands.ts';
import type { Studio } from './studio-context.tsx';
import { createOpenWorkspace } from './workspace/open-workspace.ts';

export interface SessionPartsOptions {
  readonly session: Session;
  readonly studio: Studio;
  readonly consent: ConsentService;
  readonly interactions: InteractionService;
  readonly modals: ModalService;
  go(path: string): void;
  /** Asks whether a project may be deleted, and deletes it then. */
  askToDelete(projectId: string): void;
}

/** What one session is made of, beside its host. It does nothing before it is used. */
export function createSessionParts({
  session,
  studio,
  consent,
  interactions,
  modals,
  go,
  askToDelete,
}: SessionPartsOptions) {
  const { session: sessions, theme, toasts } = studio;
  const fetch = createAuthorisedFetch(session, sessions.expire);
  const projects = createProjectStore(fetch);
  const workspaces = createOpenWorkspace(fetch, (file) => void toasts.show(unsavedToast(file)));
  const openProject = (id: string) => go(`/projects/${encodeURIComponent(id)}`);
  const files = createHostFileService(() => workspaces.require().files);
  const commands = appCommands({ go, theme, sessions });
  let host: PluginHost | undefined;
  const ai = createAiService(fetch, {
    pause: pauseForWord,
    // Not those of plugins: a plugin that may ask may not for that reason know the others.
    commands: () => [
      ...(host?.commands.getAll().filter(({ plugin }) => plugin === undefined) ?? []),
      ...commands.map(({ label }) => ({ title: label })),
    ],
  });
  const services: HostServices = createHostServices({
    toasts,
    projects,
    ai,
    consent,
    files,
    interactions,
    modals,
    showProject(id) {
      workspaces.open(id);
      openProject(id);
    },
  });
  return {
    fetch,
    projects,
    workspaces,
    openProject,
    services,
    namespaces: [
      boardNamespace(workspaces.requireBoard),
      editorNamespace(() => workspaces.getSnapshot()?.editor),
    ],
    commands,
    addCommands(created: PluginHost) {
      host = created;
      registerStudioCommands(created, { workspaces, openProject, deleteProject: askToDelete });
    },
  };
}
