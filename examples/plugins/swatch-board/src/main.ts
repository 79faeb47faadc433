import { definePlugin } from '@fluxstudio/plugin-sdk';
import type {} from './studio.ts';

const COLORS = ['#4f46e5', '#fb7185', '#fbbf24', '#34d399', '#0ea5e9'] as const;

export default definePlugin({
  activate({ log, subscriptions }, api) {
    async function add(): Promise<string | undefined> {
      if (!(await api.permissions.request('board'))) {
        log.info('No swatch: the board is not allowed');
        return undefined;
      }
      const { length } = await api.board.list();
      const color = COLORS[length % COLORS.length] ?? COLORS[0];
      await api.board.select(await api.board.add(color));
      return color;
    }

    subscriptions.push(
      api.commands.register('add', add),
      api.commands.register('count', async () => (await api.board.list()).length),
      api.permissions.onDidChange(({ granted, revoked }) =>
        log.info(`Granted: ${granted.join(', ') || 'nothing'}. Revoked: ${revoked.join(', ') || 'nothing'}`),
      ),
    );
  },
});
