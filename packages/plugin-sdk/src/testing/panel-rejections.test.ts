import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Button } from '../ui/components.ts';
import { h } from '../ui/h.ts';
import type { PanelRender } from '../ui/panel-types.ts';
import { createTestHost } from './create-test-host.ts';

const unhandled = vi.fn();

beforeEach(() => {
  unhandled.mockClear();
  process.on('unhandledRejection', unhandled);
});
afterEach(() => {
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

const start = (render: PanelRender) =>
  createTestHost({
    manifest: { permissions: ['ui'] },
    plugin: {
      activate(_, api) {
        api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, render);
      },
    },
  });

const later = async (message: string) => {
  await Promise.resolve();
  throw new Error(message);
};

it('a handler that rejects is a fault, and the panel goes on', async () => {
  await using host = await start((root) => {
    root.append(h(Button, { onPress: () => later('Not saved') }, 'Save'));
  });
  const panel = await host.openPanel('main');
  await panel.find('Button').press();
  expect(host.faults).toMatchObject([{ message: 'Not saved' }]);
  expect(panel.status).toEqual({ state: 'open' });
});

it('a function that cannot draw later is a fault, and stops the panel', async () => {
  await using host = await start(() => later('No palette'));
  await expect(host.openPanel('main')).rejects.toMatchObject({ code: 'PANEL_FAILED', message: 'No palette' });
  expect(host.faults).toMatchObject([{ message: 'No palette' }]);
});

it('what hears of being hidden, and what cleans up, is reported too', async () => {
  await using host = await start((_, panel) => {
    panel.onDidChangeVisibility(() => later('Not hidden'));
    return () => later('Not tidy');
  });
  const panel = await host.openPanel('main');
  await panel.setVisible(false);
  await panel.close();
  expect(host.faults).toMatchObject([{ message: 'Not hidden' }, { message: 'Not tidy' }]);
});
