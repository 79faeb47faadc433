import { expect } from 'chai';
import { createFluxServices, FLUX_PLUGINS } from '../support/flux-plugins.ts';
import { createTestHost } from '../support/test-host.ts';

describe('plugins written for the app', () => {
  for (const [id, { code, permissions, settings, expected }] of Object.entries(FLUX_PLUGINS)) {
    it(`run unmodified: ${id}`, async () => {
      const manifest = {
        name: `Plugin ${id}`,
        permissions: [...permissions],
        ...(settings ? { settings } : {}),
      };
      const notifications: string[] = [];
      const test = createTestHost(
        { [id]: { code, manifest: manifest as never } },
        {
          services: {
            ...createFluxServices(),
            notifications: { show: ({ title, message }) => void notifications.push(`${title} ${message}`) },
          },
        },
      );
      try {
        test.host.commands.register({ id: 'app.echo', title: 'Echo' }, (value) => value);
        await test.run(id);
        expect(await test.host.commands.execute(`${id}.run`)).to.deep.equal(expected);
        if (id === 'default-export') {
          expect(notifications).to.deep.equal(['Done All of it']);
          expect(test.host.panels.getSnapshot().map(({ id }) => id)).to.deep.equal([
            'default-export.colors',
            'default-export.empty',
          ]);
          expect(test.host.toolbarItems.getSnapshot()[0]?.command).to.equal('default-export.add');
        }
        await test.host.registry.deactivate(id);
        expect(test.host.panels.getSnapshot()).to.deep.equal([]);
      } finally {
        await test.host.dispose();
      }
    });
  }

  it('do not meet in two hosts on one page', async () => {
    const code = `export function activate(context, api) {
      let heard = 0;
      api.events.on('app:tick', () => { heard += 1; });
      api.events.on('meeting:hello', () => { heard += 100; });
      api.commands.register('hello', () => api.events.emit('hello'));
      api.commands.register('count', () => heard);
      api.commands.register('keep', async (value) => { await context.storage.set('kept', value); return context.storage.get('kept'); });
      api.commands.register('kept', () => context.storage.get('kept'));
    }`;
    const manifest = { permissions: ['commands', 'storage'] } as never;
    const [one, two] = [
      createTestHost({ meeting: { code, manifest } }),
      createTestHost({ meeting: { code, manifest } }),
    ];
    try {
      await one.run('meeting');
      await two.run('meeting', ['commands']);
      one.host.emitGlobalEvent('app:tick');
      await one.host.commands.execute('meeting.hello');
      expect(await one.host.commands.execute('meeting.count')).to.equal(101);
      expect(await two.host.commands.execute('meeting.count')).to.equal(0);
      expect(await one.host.commands.execute('meeting.keep', 'mine')).to.equal('mine');
      const denied = await two.host.commands
        .execute('meeting.kept')
        .catch((error: { code: string }) => error.code);
      expect(denied).to.equal('PERMISSION_DENIED');
      await two.host.registry.grants.set('meeting', ['commands', 'storage']);
      expect(await two.host.commands.execute('meeting.kept')).to.equal(undefined);
      await one.host.dispose();
      expect(one.host.commands.getAll()).to.deep.equal([]);
      expect(await two.host.commands.execute('meeting.count')).to.equal(0);
    } finally {
      await one.host.dispose();
      await two.host.dispose();
    }
  });
});
