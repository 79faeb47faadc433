import { definePlugin } from '@fluxstudio/plugin-sdk';
import { describeFiles, describeProjects } from './describe.ts';
import { countFiles, countProjects } from './statistics.ts';

export default definePlugin({
  activate({ subscriptions }, api) {
    async function show() {
      const projects = countProjects(await api.projects.getAll());
      const open = await api.projects.getCurrent();
      const files = open ? await countFiles((path) => api.files.list(path)) : null;
      await api.ui.showNotification({
        type: 'info',
        title: describeProjects(projects),
        message:
          open && files
            ? `${open.name}: ${describeFiles(files)}`
            : 'Open a project to see what its files come to.',
        duration: 0,
      });
      return { projects, files };
    }

    subscriptions.push(api.commands.register('show', show));
  },
});
