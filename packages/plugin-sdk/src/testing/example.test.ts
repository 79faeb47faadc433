import { expect, it } from 'vitest';
import { definePlugin } from '../index.ts';
import { createTestHost } from './index.ts';

const manifest = {
  id: 'notes',
  permissions: ['commands', 'notifications', 'storage'],
  optionalPermissions: ['files:write'],
};

const plugin = definePlugin({
  activate(context, api) {
    const { storage, subscriptions } = context;
    subscriptions.push(
      api.commands.register('add', async (line: string) => {
        await storage.set('notes', [...(await storage.get<string[]>('notes', [])), line]);
      }),
      api.commands.register('export', async () => {
        if (!(await api.permissions.request('files:write'))) return;
        await api.files.write('notes.md', (await storage.get<string[]>('notes', [])).join('\n'));
        await api.ui.showNotification({ type: 'success', title: 'Exported' });
      }),
    );
  },
});

it('keeps notes when it is started again', async () => {
  await using host = await createTestHost({ plugin, manifest });
  await host.runCommand('add', 'blue');
  await host.restart();
  await host.runCommand('add', 'red');
  expect(host.storage.get('notes')).toEqual(['blue', 'red']);
});

it('exports once the user allows it', async () => {
  const written = new Map<string, unknown>();
  await using host = await createTestHost({
    plugin,
    manifest,
    storage: { notes: ['blue', 'red'] },
    services: { files: { write: (path, content) => void written.set(path, content) } },
  });

  const exported = host.runCommand('export');
  const question = await host.answerConsent('allow');
  await exported;

  expect(question.permissions).toEqual(['files:write']);
  expect(written.get('notes.md')).toBe('blue\nred');
  expect(host.notifications).toMatchObject([{ type: 'success', title: 'Exported' }]);
});

it('exports nothing without storage', async () => {
  await using host = await createTestHost({ plugin, manifest, consent: 'allow' });
  await host.revoke('storage');
  await expect(host.runCommand('export')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(host.denials).toMatchObject([{ method: 'storage.get', permission: 'storage' }]);
  expect(host.calls.map(({ method }) => method)).toEqual(['consent.ask']);
});
