import type { ConsentService, HostServices } from '@fluxstudio/plugin-host';
import type { ProjectStore } from '../projects/project-store.ts';
import type { ToastStore } from '../toasts/toast-store.ts';

export interface HostServiceParts {
  readonly toasts: ToastStore;
  readonly projects: ProjectStore;
  /** The dialog that asks what plugins may do. */
  readonly consent: ConsentService;
  /** Leads the user to the projects. */
  showProjects(): void;
}

/** What the studio lends to plugins, each in a few lines: the adapters an embedding app writes. */
export function createHostServices({
  toasts,
  projects,
  consent,
  showProjects,
}: HostServiceParts): HostServices {
  return {
    consent,
    notifications: { show: (notification) => ({ closed: toasts.show(notification) }) },
    projects: {
      getCurrent: () => projects.getCurrent(),
      getAll: () => projects.getAll(),
      create: (project) => projects.create(project),
      async open(id) {
        await projects.open(id);
        showProjects();
      },
    },
  };
}
