// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import {
  PluginContextMenu,
  PluginErrorBoundary,
  PluginHostProvider,
  PluginMenu,
  PluginStatusBar,
  PluginToolbar,
  useInteractions,
  useKeybindings,
  useNotifications,
  usePanels,
  usePermissions,
  usePluginTheme,
} from '../index.ts';
import { createTestHost } from '../test-host.tsx';

it('renders on a server, where nothing is known of plugins yet', async () => {
  const { host } = await createTestHost();
  host.commands.register({ id: 'studio.save', title: 'Save' }, () => undefined);
  host.menus.register({ id: 'studio.save-item', command: 'studio.save' });
  function Everything() {
    const [, questions] = useInteractions();
    const [, toasts] = useNotifications();
    const theme = usePluginTheme('dark.dusk', { variables: { background: '--app-bg' } });
    const seen = [
      usePanels('sidebar').length,
      usePermissions('demo').length,
      useKeybindings().bindings.length,
    ];
    return (
      <PluginErrorBoundary>
        <PluginMenu />
        <PluginToolbar location="main" />
        <PluginStatusBar />
        <PluginContextMenu type="canvas">Board {JSON.stringify([seen, theme ?? null])}</PluginContextMenu>
        {questions}
        {toasts}
      </PluginErrorBoundary>
    );
  }
  const html = renderToString(
    <PluginHostProvider host={host}>
      <Everything />
    </PluginHostProvider>,
  );
  expect(typeof document).toBe('undefined');
  expect(html).toContain('[[0,0,0],null]');
  expect(html).not.toContain('role="toolbar"');
});
