import { definePlugin } from '@fluxstudio/plugin-sdk';
import { isHarmony, makePalette, toCss } from './palette.ts';
import { createPaletteHistory } from './palette-history.ts';
import { type PaletteChoice, palettePanel } from './palette-panel.tsx';

export default definePlugin({
  async activate(context, api) {
    const { log, subscriptions } = context;
    const history = createPaletteHistory(context.storage);

    async function exportCss(): Promise<string> {
      const [last] = await history.all();
      if (!last) throw new Error('There is no palette yet: run “Generate palette” first');
      const css = toCss(last);
      await api.ui.showNotification({
        type: 'info',
        title: 'Last palette as CSS',
        message: css,
        duration: 0,
      });
      return css;
    }

    function chosen(): PaletteChoice {
      const settings = api.workspace.getConfiguration();
      const size = Number(settings.size);
      return {
        base: String(settings.baseColor),
        harmony: isHarmony(settings.harmony) ? settings.harmony : 'analogous',
        size: Number.isInteger(size) ? Math.min(12, Math.max(2, size)) : 5,
      };
    }

    async function generate(): Promise<string[]> {
      const { base, harmony, size } = chosen();
      const palette = makePalette(base, harmony, size, new Date());
      const remembered = await history.add(palette);
      log.info(`Made a ${palette.harmony} palette`, palette.colors);
      await api.ui.showNotification({
        type: 'success',
        title: `New ${palette.harmony} palette`,
        message: `${palette.colors.join('  ')} (${remembered} remembered)`,
        actions: [{ label: 'Show as CSS', callback: () => api.commands.execute('export-css') }],
      });
      return palette.colors;
    }

    subscriptions.push(
      api.ui.registerPanel(
        { id: 'palette', title: 'Palette', location: 'rightPanel' },
        palettePanel({ api, history, initial: chosen() }),
      ),
      api.commands.register('generate', generate),
      api.commands.register('export-css', exportCss),
      api.commands.register('forget', () => history.clear()),
      api.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('baseColor')) {
          log.info(`The base colour is now ${api.workspace.getConfiguration('baseColor')}`);
        }
      }),
      { dispose: () => log.info('Cleaned up') },
    );
    log.info(`Ready with ${(await history.all()).length} remembered palettes`);
  },
});
