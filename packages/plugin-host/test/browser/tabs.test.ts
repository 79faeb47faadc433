import { expect } from 'chai';
import { createTabChannel } from '../../src/tabs/tab-channel.ts';
import { createTabUser, type OpenTab, type TabPlugin, type TabUser } from '../support/tabs.ts';

const watcher = (version: string): TabPlugin => ({
  manifest: {
    id: 'watcher',
    version,
    manifestVersion: 2,
    permissions: ['commands', 'ui'],
    settings: { properties: { color: { key: 'color', type: 'string', title: 'Color', default: 'blue' } } },
    contributes: { commands: [{ id: 'version', title: 'Version' }] },
  },
  code: `export function activate(context, api) {
    context.subscriptions.push(
      api.workspace.onDidChangeConfiguration((change) =>
        context.log.info('color', change.affectsConfiguration('color'), api.workspace.getConfiguration('color'))),
      api.permissions.onDidChange(({ granted, revoked }) => context.log.info('granted', granted, 'revoked', revoked)),
    );
    api.commands.register('version', () => '${version}');
  }`,
});

describe('the tabs of one user', () => {
  const script = new URL('./tab.page.js', import.meta.url);
  let user: TabUser;
  let here: OpenTab;
  let there: OpenTab;

  beforeEach(async () => {
    user = await createTabUser(script, [watcher('1.0.0'), watcher('2.0.0')]);
    here = await user.open();
    there = await user.open();
    await here.host.start();
    await there.host.start();
  });

  afterEach(async () => {
    await Promise.all([here.host.dispose(), there.host.dispose()]);
    await user.forget();
  });

  const plugin = (tab: OpenTab) => tab.host.registry.getPlugin('watcher');
  const commands = (tab: OpenTab) => tab.host.commands.getSnapshot().map(({ id }) => id);
  const runs = (tab: OpenTab) => tab.host.registry.activeSandboxes.has('watcher');
  const version = (tab: OpenTab) => tab.host.commands.execute('watcher.version');

  async function runInBoth(): Promise<void> {
    const { registry } = here.host;
    await registry.install(user.manifest('watcher'), { permissions: ['commands', 'ui'] });
    await registry.activate('watcher');
    await there.until(() => plugin(there)?.enabled === true);
    expect(await version(there)).to.equal('1.0.0');
  }

  it('show each other what is installed, allowed, set, switched, updated and removed', async () => {
    const { registry } = here.host;
    await registry.install(user.manifest('watcher'), { permissions: ['commands', 'ui'] });
    await there.until(() => plugin(there)?.enabled === false);
    expect(commands(there)).to.deep.equal([]);

    await registry.activate('watcher');
    await there.until(() => commands(there).length > 0);
    expect([commands(there), runs(there), plugin(there)?.state]).to.deep.equal([
      ['watcher.version'],
      false,
      'inactive',
    ]);
    expect(await version(there)).to.equal('1.0.0');
    expect([runs(here), runs(there)]).to.deep.equal([true, true]);

    await registry.grants.set('watcher', ['ui']);
    await there.until(() => commands(there).length === 0);
    expect(there.host.registry.grants.get('watcher')).to.deep.equal(['ui']);
    await registry.grants.set('watcher', ['commands']);
    await there.until(() => commands(there).length > 0);

    await registry.updateSettings('watcher', { color: 'red' });
    await there.until(() => there.host.registry.getSettings('watcher').color === 'red');
    expect(runs(there)).to.equal(true);

    await registry.update('watcher', user.manifest('watcher', '2.0.0'));
    await there.until(() => plugin(there)?.manifest.version === '2.0.0' && plugin(there)?.state === 'active');
    expect(await version(there)).to.equal('2.0.0');

    await registry.deactivate('watcher');
    await there.until(() => plugin(there)?.state === 'inactive');
    expect([commands(there), runs(there), there.inFlight().frames]).to.deep.equal([[], false, 0]);

    await registry.uninstall('watcher');
    await there.until(() => plugin(there) === undefined);
    expect(there.downloads).to.deep.equal(['/plugins/watcher-1.0.0.js', '/plugins/watcher-2.0.0.js']);
  });

  it('have a plugin that runs there hear of its settings and permissions', async () => {
    await runInBoth();
    await here.host.registry.updateSettings('watcher', { color: 'red' });
    await there.until(() => there.logs.includes('watcher: color true red'));
    await here.host.registry.grants.set('watcher', ['commands']);
    await there.until(() => there.logs.includes('watcher: granted  revoked ui'));
    await here.host.registry.grants.set('watcher', ['commands', 'ui']);
    await there.until(() => there.logs.includes('watcher: granted ui revoked '));
    expect(there.logs.length).to.equal(3);
    expect(plugin(there)?.state).to.equal('active');
  });

  it('do not write into each other: both ways, at the same time', async () => {
    await runInBoth();
    await Promise.all([
      here.host.registry.updateSettings('watcher', { color: 'red' }),
      there.host.registry.updateSettings('watcher', { size: 3 }),
    ]);
    for (const tab of [here, there]) {
      await tab.until(() => {
        const { color, size } = tab.host.registry.getSettings('watcher');
        return color === 'red' && size === 3;
      });
    }
  });

  it('change nothing for what else is said on their channel', async () => {
    await runInBoth();
    const stranger = new BroadcastChannel(`flux-plugins:${user.userId}`);
    const before = [here, there].map(({ host }) => host.registry.getSnapshot());
    const read = there.lists();
    const garbage = [
      null,
      'watcher',
      7,
      [],
      {},
      { changed: 7 },
      { changed: null },
      { uninstalled: 'watcher' },
      new Error('watcher'),
      new Uint8Array(8),
    ];
    for (const message of garbage) stranger.postMessage(message);
    // A hint that nothing is behind: the list is read, and is as it was.
    for (let count = 0; count < 3; count++) stranger.postMessage('changed');
    await there.until(() => there.lists() > read);
    await there.host.registry.refresh();
    expect(
      [here, there].map(({ host }, index) => host.registry.getSnapshot() === before[index]),
    ).to.deep.equal([true, true]);
    expect(await version(there)).to.equal('1.0.0');
    stranger.close();
  });

  it('hear hints only, whatever is said, and not their own', async () => {
    const [speaking, listening] = [createTabChannel(user.userId), createTabChannel(user.userId)];
    let own = 0;
    let heard = 0;
    speaking.subscribe(() => void own++);
    const both = new Promise<void>((resolve) => {
      listening.subscribe(() => {
        if (++heard === 2) resolve();
      });
    });
    const stranger = new BroadcastChannel(`flux-plugins:${user.userId}`);
    for (const message of [null, 'watcher', { changed: 7 }, ['changed']]) stranger.postMessage(message);
    const other = createTabChannel(`${user.userId}-other`);
    other.post();
    speaking.post();
    speaking.post();
    await both;
    expect([heard, own]).to.deep.equal([2, 0]);
    for (const channel of [speaking, listening, other]) channel.dispose();
    stranger.close();
  });

  it('leave nothing open when they end', async () => {
    await runInBoth();
    expect(there.inFlight()).to.include({ frames: 1, channels: 1 });
    await there.host.dispose();
    expect(there.inFlight()).to.deep.equal({ timers: 0, listeners: 0, frames: 0, channels: 0 });
    // What the others do is no longer heard.
    const read = there.lists();
    await here.host.registry.deactivate('watcher');
    await here.host.dispose();
    expect([here.inFlight(), there.lists()]).to.deep.equal([
      { timers: 0, listeners: 0, frames: 0, channels: 0 },
      read,
    ]);
    const { held = [], pending = [] } = await navigator.locks.query();
    const names = [...held, ...pending].map(({ name }) => name ?? '');
    expect(names.filter((name) => name.includes(user.userId))).to.deep.equal([]);
  });
});
