import type { projects } from '@fluxstudio/plugin-protocol/api/projects';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ProjectService } from '../services.ts';

export function bindProjects(service: ProjectService | undefined): HostSide<typeof projects> {
  const offered = (): ProjectService => {
    if (!service) throw new PluginError('NOT_SUPPORTED', 'This app has no projects for plugins');
    return service;
  };
  return {
    getCurrent: async () => offered().getCurrent(),
    getAll: async () => offered().getAll(),
    open: async (id) => offered().open(id),
    create: async (project) => offered().create(project),
  };
}
