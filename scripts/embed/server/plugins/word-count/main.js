/** @satisfies {import('@fluxstudio/plugin-sdk').PluginModule['activate']} */
export const activate = ({ subscriptions }, api) => {
  subscriptions.push(
    api.commands.register('count', async () => {
      const text = await api.ui.showInputBox({ title: 'Text to count' });
      const count = text?.split(/\s+/).filter(Boolean).length ?? 0;
      const title = `${count} ${api.workspace.getConfiguration('unit')}`;
      await api.ui.showNotification({ type: 'info', title });
    }),
  );
};
