import type {
  AiService,
  ConsentService,
  FileService,
  HostServices,
  InteractionService,
  ModalService,
} from '@fluxstudio/plugin-host';
import type { ProjectStore } from '../projects/project-store.ts';
import type { ToastStore } from '../toasts/toast-store.ts';
import { failInPluginTerms } from './in-plugin-terms.ts';

export interface HostServiceParts {
  readonly toasts: ToastStore;
  readonly projects: ProjectStore;
  /** What answers the questions of plugins. */
  readonly ai: AiService;
  /** The dialog that asks what plugins may do. */
  readonly consent: ConsentService;
  /** The files of the open project. */
  readonly files: FileService;
  /** Lists, inputs and progress that plugins show. */
  readonly interactions: InteractionService;
  /** Dialogs that plugins draw. */
  readonly modals: ModalService;
  /** Leads the user to a project. */
  showProject(id: string): void;
}

/** What the studio lends to plugins, each in a few lines: the adapters an embedding app writes. */
export function createHostServices({
  toasts,
  projects,
  ai,
  consent,
  files,
  interactions,
  modals,
  showProject,
}: HostServiceParts): HostServices {
  return {
    ai,
    clipboard: { writeText: (text) => navigator.clipboard.writeText(text) },
    consent,
    files,
    interactions,
    modals,
    notifications: { show: (notification) => ({ closed: toasts.show(notification) }) },
    projects: {
      getCurrent: () => projects.getCurrent(),
      getAll: () => projects.getAll().catch(failInPluginTerms),
      create: (project) => projects.create(project).catch(failInPluginTerms),
      async open(id) {
        await projects.open(id);
        showProject(id);
      },
    },
  };
}
