import { expect } from 'chai';
import { createTabUser, type OpenTab, type TabPlugin, type TabUser } from '../support/tabs.ts';

type Manifest = Partial<TabPlugin['manifest']>;

const plugin = (id: string, code: string, manifest: Manifest = {}): TabPlugin => ({
  manifest: { id, manifestVersion: 2, permissions: ['commands'], ...manifest },
  code: `export async function activate(context, api) { context.log.info('up'); ${code} } // ${id}`,
});
const command = (id: string) => ({ commands: [{ id, title: id }] });

/** Nested deeper than any message may be: the host ends the plugin. */
const CRASH = `api.commands.register('crash', () => {
  let value = 0;
  for (let depth = 0; depth < 1000; depth++) value = [value];
  return value;
});
api.commands.register('work', () => 'works');`;

const PLUGINS: readonly TabPlugin[] = [
  plugin('once', '', { activationEvents: ['onStartup'] }),
  plugin('always', '', { activationEvents: ['*'] }),
  plugin('counter', `let count = 0; api.commands.register('count', () => ++count);`, {
    contributes: command('count'),
  }),
  plugin('listener', `api.events.on('project:opened', (...args) => context.log.info('heard', ...args));`, {
    activationEvents: ['onEvent:project:opened'],
  }),
  plugin('pictures', '', {
    contributes: { fileTypes: [{ id: 'picture', name: 'Picture', extensions: ['.png', 'webp'] }] },
  }),
  plugin('fragile', CRASH, {
    contributes: {
      commands: [
        { id: 'crash', title: 'Crash' },
        { id: 'work', title: 'Work' },
      ],
    },
  }),
];

describe('activation', () => {
  const script = new URL('./tab.page.js', import.meta.url);
  let user: TabUser;
  let tabs: OpenTab[];

  beforeEach(async () => {
    tabs = [];
    user = await createTabUser(script, PLUGINS);
    await user.installAll();
  });

  afterEach(async () => {
    await Promise.all(tabs.map(({ host }) => host.dispose()));
    await user.forget();
  });

  async function start(options: Parameters<TabUser['open']>[0] = {}): Promise<OpenTab> {
    const tab = await user.open(options);
    tabs.push(tab);
    await tab.host.start();
    return tab;
  }
  /** As the browser does it: nothing of the page runs any more. */
  function close(tab: OpenTab): void {
    tabs.splice(tabs.indexOf(tab), 1);
    tab.close();
  }
  const runs = (tab: OpenTab, id: string) => tab.host.registry.activeSandboxes.has(id);
  const running = (tab: OpenTab) => [...tab.host.registry.activeSandboxes.keys()].toSorted();
  const starts = (tab: OpenTab, id: string) => tab.logs.filter((line) => line === `${id}: up`).length;
  const download = (id: string) => `/plugins/${id}-1.0.0.js`;
  const quiet = ['always', 'once'];

  /** Whose turn it is at `onStartup`, as the browser's locks know it. */
  async function turns() {
    const { held = [], pending = [] } = await navigator.locks.query();
    const own = (locks: LockInfo[]) => locks.filter(({ name }) => name?.includes(user.userId)).length;
    return { held: own(held), pending: own(pending) };
  }

  it('of onStartup happens in one tab, and in the next when that one is closed', async () => {
    const first = await start();
    await first.until(() => runs(first, 'once'));
    const second = await start();
    const third = await start();
    expect([running(first), running(second), running(third)]).to.deep.equal([quiet, ['always'], ['always']]);
    expect(await turns()).to.deep.equal({ held: 1, pending: 2 });

    close(first);
    await second.until(() => runs(second, 'once'));
    expect([running(third), await turns()]).to.deep.equal([['always'], { held: 1, pending: 1 }]);

    await second.host.dispose();
    await third.until(() => runs(third, 'once'));
    expect(await turns()).to.deep.equal({ held: 1, pending: 0 });
    expect([starts(second, 'once'), starts(third, 'once')]).to.deep.equal([1, 1]);
  });

  it('of onStartup is for the one that is left when the user switches it off and on', async () => {
    const first = await start();
    const second = await start();
    await first.until(() => runs(first, 'once'));
    await second.host.registry.deactivate('once');
    await first.until(() => !runs(first, 'once'));
    expect(await turns()).to.deep.equal({ held: 0, pending: 0 });
    await second.host.registry.activate('once');
    expect(runs(second, 'once')).to.equal(true);
  });

  it('of * happens in every tab, and of nothing else with the start', async () => {
    const [first, second] = [await start(), await start()];
    await first.until(() => runs(first, 'once'));
    expect([running(first), running(second)]).to.deep.equal([quiet, ['always']]);
    expect([...first.downloads].toSorted()).to.deep.equal(quiet.map(download));
    expect(second.downloads).to.deep.equal([download('always')]);
  });

  it('by a command: one worker, whoever calls, and every call is answered', async () => {
    const tab = await start();
    const run = () => tab.host.commands.execute('counter.count');
    const first = Array.from({ length: 20 }, run);
    await tab.until(() => tab.host.registry.getPlugin('counter')?.state === 'loading');
    const during = Array.from({ length: 20 }, run);
    const answers = await Promise.all([...first, ...during]);
    expect(answers).to.deep.equal(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(starts(tab, 'counter')).to.equal(1);
    expect(tab.downloads.filter((path) => path === download('counter')).length).to.equal(1);
  });

  it('by an event of the app, which the plugin then hears, and those that come while it starts', async () => {
    const tab = await start();
    tab.host.emitGlobalEvent('project:closed', 'no');
    for (const name of ['one', 'two']) tab.host.emitGlobalEvent('project:opened', name);
    await tab.until(() => tab.host.registry.getPlugin('listener')?.state === 'loading');
    tab.host.emitGlobalEvent('project:opened', 'three');
    await tab.until(() => tab.logs.includes('listener: heard three'));
    tab.host.emitGlobalEvent('project:opened', 'four');
    await tab.until(() => tab.logs.includes('listener: heard four'));
    const heard = tab.logs.filter((line) => line.startsWith('listener: heard'));
    expect(heard).to.deep.equal(['one', 'two', 'three', 'four'].map((name) => `listener: heard ${name}`));
    expect(starts(tab, 'listener')).to.equal(1);
  });

  it('by what the app opens: the kind of a file, with two triggers at once', async () => {
    const tab = await start();
    await tab.host.activateByEvent('onFileType:pdf');
    expect(runs(tab, 'pictures')).to.equal(false);
    await Promise.all([
      tab.host.activateByEvent('onFileType:png'),
      tab.host.activateByEvent('onFileType:webp'),
      tab.host.activateByEvent('onFileType:pictures.picture'),
      tab.host.registry.wake('pictures'),
    ]);
    expect([runs(tab, 'pictures'), starts(tab, 'pictures')]).to.deep.equal([true, 1]);
    await tab.host.activateByEvent('onFileType:png');
    expect(starts(tab, 'pictures')).to.equal(1);
  });

  it('ends for a plugin that crashes three times: in the next visit too, until the user wants it again', async () => {
    const first = await start();
    const state = (tab: OpenTab) => tab.host.registry.getPlugin('fragile');
    for (let count = 1; count <= 3; count++) {
      expect(state(first)?.state).not.to.equal('disabled');
      const error = await first.host.commands.execute('fragile.crash').then(
        () => 'no error',
        ({ code }) => code,
      );
      expect(error).to.equal('LIMIT_EXCEEDED');
    }
    await first.until(() => state(first)?.state === 'disabled');
    expect(state(first)?.error?.code).to.equal('CRASH_LOOP');
    expect(first.host.commands.get('fragile.work')).to.equal(undefined);
    await first.host.dispose();

    const second = await start();
    expect(state(second)).to.deep.include({ state: 'disabled', enabled: true });
    expect(state(second)?.error?.message).to.contain('crashed 3 times');
    await second.host.activateByEvent('onCommand:fragile.work');
    expect([runs(second, 'fragile'), second.host.commands.get('fragile.work')]).to.deep.equal([
      false,
      undefined,
    ]);

    await second.host.registry.activate('fragile');
    expect(await second.host.commands.execute('fragile.work')).to.equal('works');
    await second.host.dispose();
    const third = await start();
    expect(await third.host.commands.execute('fragile.work')).to.equal('works');
  });

  it('does not happen in safe mode, whatever happens', async () => {
    const safe = await start({ safeMode: true });
    safe.host.emitGlobalEvent('project:opened', 'one');
    await safe.host.activateByEvent('onFileType:png');
    expect(safe.host.commands.getAll()).to.deep.equal([]);
    const error = await safe.host.registry.activate('counter').then(
      () => 'no error',
      ({ code }) => code,
    );
    expect(error).to.equal('INVALID_STATE');
    expect(
      safe.host.registry.getAllPlugins().map(({ state, enabled }) => `${state} ${enabled}`),
    ).to.deep.equal(PLUGINS.map(() => 'inactive true'));
    expect([running(safe), safe.downloads, safe.inFlight().frames]).to.deep.equal([[], [], 0]);
  });

  it('in safe mode does not take the turn of onStartup from another tab', async () => {
    await start({ safeMode: true });
    const other = await start();
    expect(await turns()).to.deep.equal({ held: 1, pending: 0 });
    await other.until(() => runs(other, 'once'));
  });

  it('leaves no database that keeps others waiting', async () => {
    const tab = await start();
    await tab.host.dispose();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`flux-plugin-host:${user.userId}`);
      request.onsuccess = () => resolve();
      request.onblocked = () => reject(new Error('the host keeps others waiting'));
    });
  });
});
