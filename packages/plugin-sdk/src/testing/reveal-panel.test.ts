import { expect, it } from 'vitest';
import { createTestHost } from './create-test-host.ts';

const start = (permissions: string[] = ['commands', 'ui']) =>
  createTestHost({
    manifest: {
      id: 'charts',
      permissions: ['commands', 'ui'],
      contributes: {
        panels: [
          { id: 'declared', title: 'Declared', location: 'bottomPanel' },
          { id: 'hidden', title: 'Hidden', location: 'sidebar', when: 'charts.on' },
        ],
      },
    },
    grants: permissions,
    plugin: {
      activate(_, api) {
        api.commands.register('reveal', (id: string) => api.ui.revealPanel(id));
        api.commands.register('open', () => {
          api.ui.registerPanel({ id: 'main', title: 'Charts', location: 'sidebar' }, () => undefined);
          return api.ui.revealPanel('main');
        });
      },
    },
  });

it('brings panels into view: what was just registered, and what is only declared', async () => {
  await using host = await start();
  await host.runCommand('open');
  await host.runCommand('reveal', 'declared');
  expect(host.revealedPanels).toEqual(['charts.main', 'charts.declared']);
});

it('knows no panels of others, and shows none whose condition does not hold', async () => {
  await using host = await start();
  await expect(host.runCommand('reveal', 'main')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'ui.revealPanel: charts has no panel main',
  });
  await expect(host.runCommand('reveal', 'hidden')).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(host.revealedPanels).toEqual([]);
});

it('needs the permission', async () => {
  await using host = await start(['commands']);
  await expect(host.runCommand('reveal', 'declared')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
});

it('is limited, together with dialogs', async () => {
  await using host = await start();
  for (let count = 0; count < 30; count++) await host.runCommand('reveal', 'declared');
  await expect(host.runCommand('reveal', 'declared')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect(host.revealedPanels).toHaveLength(30);
  await host.advanceTime(60_000);
  await host.runCommand('reveal', 'declared');
});
