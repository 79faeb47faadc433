import { definePlugin } from '@fluxstudio/plugin-sdk';
import { createSpellChecker } from './spell-checker.ts';
import { describe, spellingPanel } from './spelling-panel.tsx';

export default definePlugin({
  async activate({ storage, subscriptions }, api) {
    const checker = await createSpellChecker(api, storage);
    subscriptions.push(
      api.ui.registerPanel(
        { id: 'spelling', title: 'Spelling', location: 'rightPanel' },
        spellingPanel(api, checker),
      ),
      api.commands.register('check', async () => {
        const count = await checker.check();
        await api.ui.showNotification({
          type: count === 0 ? 'success' : 'warning',
          title: count === 0 ? 'No spelling mistakes' : describe(checker.findings()),
          message: count === 0 ? 'Every word is in the dictionary.' : 'The panel “Spelling” lists them.',
        });
        return count;
      }),
    );
  },
});
