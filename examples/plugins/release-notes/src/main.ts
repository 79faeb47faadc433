import { definePlugin } from '@fluxstudio/plugin-sdk';
import { type Release, toMarkdown } from './release.ts';
import { fetchLatest } from './release-service.ts';

const TOKEN = 'token';
const FILE = 'release-notes.md';

export default definePlugin({
  activate({ secrets, subscriptions }, api) {
    /** Resolves with the new token, or `undefined` where the user gave none. */
    async function setToken(prompt = 'The release service gives it to you.'): Promise<string | undefined> {
      const given = await api.ui.showInputBox({
        title: 'Token of the release service',
        prompt,
        password: true,
      });
      const token = given?.trim();
      if (!token) return undefined;
      await secrets.set(TOKEN, token);
      return token;
    }

    async function save(release: Release): Promise<boolean> {
      if (!(await api.permissions.request('files:write'))) return false;
      await api.files.write(FILE, toMarkdown(release));
      return true;
    }

    async function showLatest(): Promise<Release | undefined> {
      const token = (await secrets.get(TOKEN)) ?? (await setToken());
      if (token === undefined) return undefined;
      const { server, timeout } = api.workspace.getConfiguration();
      const answer = await fetchLatest(api.network, String(server), token, Number(timeout) * 1000);
      if (answer.kind === 'refused') {
        await secrets.delete(TOKEN);
        const again = async () => {
          if ((await setToken()) !== undefined) await showLatest();
        };
        await api.ui.showNotification({
          type: 'warning',
          title: 'The release service does not take this token',
          actions: [{ label: 'Set another', callback: again }],
        });
        return undefined;
      }
      if (answer.kind === 'failed') {
        await api.ui.showNotification({
          type: 'error',
          title: 'No release notes',
          message: answer.reason,
          actions: [{ label: 'Try again', callback: async () => void (await showLatest()) }],
        });
        return undefined;
      }
      const { release } = answer;
      await api.ui.showNotification({
        type: 'info',
        title: `${release.name} ${release.version}`,
        message: release.notes,
        duration: 0,
        actions: [{ label: 'Save to project', callback: () => save(release) }],
      });
      return release;
    }

    subscriptions.push(
      api.commands.register('show-latest', showLatest),
      // Never the token itself: what a command returns is for whoever ran it.
      api.commands.register('set-token', async () => (await setToken()) !== undefined),
      api.commands.register('forget-token', () => secrets.delete(TOKEN)),
    );
  },
});
