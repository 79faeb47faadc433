import { describe, expect, it } from 'vitest';
import type { FluxStudioAPI, PluginContext } from '../plugin-api.ts';
import { createTestHost } from './create-test-host.ts';
import { letMessagesArrive } from './turns.ts';

const panel = { id: 'charts', title: 'Charts', location: 'sidebar' } as const;
const document = { html: '<p>Blue</p>' };
const DENIED = expect.objectContaining({
  code: 'PERMISSION_DENIED',
  message: expect.stringContaining('“webview”'),
});

/** A running plugin with these grants out of all that it asks for. */
async function run(grants: string[]) {
  let ui: FluxStudioAPI['ui'] | undefined;
  const host = await createTestHost({
    manifest: { permissions: ['ui', 'webview'] },
    grants,
    services: { modals: { show: () => 'shown', draw: () => 'drawn' } },
    plugin: {
      activate(_: PluginContext, api: FluxStudioAPI) {
        ui = api.ui;
      },
    },
  });
  if (!ui) throw new Error('not activated');
  return { host, ui, [Symbol.asyncDispose]: () => host.dispose() };
}

describe('the permission webview', () => {
  it('is not part of ui: a document is refused, what is drawn is not', async () => {
    await using plugin = await run(['ui']);
    const { host, ui } = plugin;
    ui.registerPanel(panel, document);
    ui.registerPanel({ ...panel, id: 'drawn' }, () => undefined);
    expect(await ui.showModal(() => undefined)).toBe('drawn');
    await expect(ui.showModal(document)).rejects.toEqual(DENIED);
    expect(host.panels.map(({ id }) => id)).toEqual(['test-plugin.drawn']);
    expect(host.denials).toMatchObject([
      { method: 'ui.registerPanel', permission: 'webview' },
      { method: 'ui.showModal', permission: 'webview' },
    ]);
  });

  it('does not take the place of ui', async () => {
    await using plugin = await run(['webview']);
    plugin.ui.registerPanel(panel, document);
    await letMessagesArrive();
    expect(plugin.host.panels).toEqual([]);
    expect(plugin.host.denials).toMatchObject([{ permission: 'ui' }]);
  });

  it('lets documents through, and ends their panels when it is taken away', async () => {
    await using plugin = await run(['ui', 'webview']);
    const { host, ui } = plugin;
    ui.registerPanel(panel, document);
    ui.registerPanel({ ...panel, id: 'drawn' }, () => undefined);
    expect(await ui.showModal(document)).toBe('shown');
    expect(host.panels).toMatchObject([{ document }, { id: 'test-plugin.drawn' }]);
    await host.revoke('webview');
    expect(host.panels).toMatchObject([{ id: 'test-plugin.drawn' }]);
  });
});
