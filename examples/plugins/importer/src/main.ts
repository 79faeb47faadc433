import { definePlugin } from '@fluxstudio/plugin-sdk';
import { importPanel } from './import-panel.tsx';
import { createImportSession } from './import-session.ts';

export default definePlugin({
  activate({ subscriptions }, api) {
    const session = createImportSession(api);
    subscriptions.push(
      api.ui.registerPanel(
        { id: 'import', title: 'Import', location: 'rightPanel' },
        importPanel(api, session),
      ),
      api.commands.register('import', async (target: unknown) => {
        const path = pathOf(target);
        if (path === undefined)
          throw new Error('Open the menu of a file, or choose one in the panel “Import”');
        const result = await session.read(path);
        if (!result) return 0;
        return session.add();
      }),
    );
  },
});

/** The file that a context menu was opened on. */
function pathOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  return 'path' in target && typeof target.path === 'string' ? target.path : undefined;
}
