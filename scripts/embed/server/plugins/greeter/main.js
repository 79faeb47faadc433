/** @satisfies {import('@fluxstudio/plugin-sdk').PluginModule['activate']} */
export const activate = ({ subscriptions }, api) => {
  subscriptions.push(
    api.commands.register('hello', async () => {
      const { length } = await api.projects.getAll();
      await api.ui.showNotification({
        type: 'success',
        title: '<img src=x onerror="window.attacked = true">Hello',
        message: `You have ${length} projects`,
        actions: [{ label: 'Open one', callback: () => api.commands.execute('open') }],
      });
    }),
    api.commands.register('open', () => api.projects.open('p2')),
  );
};
