import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it, vi } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import { plugin, withCommand } from './small-plugins.ts';

const manifest = {
  permissions: ['commands', 'notifications', 'storage'],
  optionalPermissions: ['files:read'],
};
const forever = () => new Promise(() => undefined);

describe('consent', () => {
  const asking = plugin((api) => {
    api.commands.register('ask', () => api.permissions.request('files:read'));
  });

  it('waits for the test to answer, and tells what was asked', async () => {
    await using host = await createTestHost({
      manifest: { ...manifest, permissionReasons: { 'files:read': 'To open palettes' } },
      plugin: asking,
    });
    const allowed = host.runCommand('ask');
    expect(await host.answerConsent('allow')).toMatchObject({
      plugin: { id: 'test-plugin' },
      permissions: ['files:read'],
      reasons: { 'files:read': 'To open palettes' },
      occasion: 'request',
    });
    expect(await allowed).toBe(true);
    expect(host.grants).toContain('files:read');
  });

  it('takes an answer before the question', async () => {
    await using host = await createTestHost({ manifest, plugin: asking });
    const asked = host.answerConsent('deny');
    expect(await host.runCommand('ask')).toBe(false);
    await asked;
    expect(host.grants).not.toContain('files:read');
  });

  it.each([
    ['allow' as const, true],
    ['deny' as const, false],
    [['files:read'], true],
    [[], false],
    [{ granted: ['files:read'], session: true }, true],
  ])('answers every question with %j', async (consent, expected) => {
    await using host = await createTestHost({ manifest, plugin: asking, consent });
    expect(await host.runCommand('ask')).toBe(expected);
  });

  it('ends an open question with the host', async () => {
    const host = await createTestHost({ manifest, plugin: asking });
    const refused = expect(host.runCommand('ask')).rejects.toBeInstanceOf(PluginError);
    await host.until(() => host.calls.length === 1);
    await host.dispose();
    await refused;
  });
});

describe('time', () => {
  it('passes only when it is told to: deadlines', async () => {
    await using host = await createTestHost({ manifest, plugin: withCommand(forever) });
    const answer = expect(host.runCommand('run')).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: 'The command test-plugin.run of Test plugin did not answer in time',
    });
    await host.advanceTime(30_000);
    await answer;
    expect(host.state).toBe('active');
  });

  it('passes only when it is told to: rates', async () => {
    const show = plugin((api) => {
      api.commands.register('show', () => api.ui.showNotification({ type: 'info', title: 'Blue' }));
    });
    await using host = await createTestHost({ manifest, plugin: show });
    for (let shown = 0; shown < 60; shown++) await host.runCommand('show');
    await expect(host.runCommand('show')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await host.advanceTime(1_000);
    await host.runCommand('show');
    expect(host.notifications).toHaveLength(61);
  });

  it('ends an activation that does not', async () => {
    await using host = await createTestHost({ manifest, plugin: plugin(forever), activate: false });
    expect(host.state).toBe('inactive');
    const started = expect(host.activate()).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: 'The plugin did not finish its activation within 30 s',
    });
    await host.advanceTime(30_000);
    await started;
    expect(host.state).toBe('error');
  });

  it('ends a deactivation that does not', async () => {
    const stubborn = { activate: () => undefined, deactivate: forever };
    await using host = await createTestHost({ manifest, plugin: stubborn });
    const stopped = host.deactivate();
    await host.advanceTime(5_000);
    await stopped;
    expect(host.state).toBe('inactive');
    expect(host.faults).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }]);
  });
});

describe('a plugin that dies', () => {
  it('leaves nothing, and starts again with what it stored', async () => {
    const deactivate = vi.fn();
    const counting = plugin(async (api, { storage }) => {
      const runs = (await storage.get('runs', 0)) + 1;
      await storage.set('runs', runs);
      api.commands.register('runs', () => runs);
      api.commands.register('wait', forever);
    });
    await using host = await createTestHost({ manifest, plugin: { ...counting, deactivate } });
    expect(await host.runCommand('runs')).toBe(1);
    const waiting = expect(host.runCommand('wait')).rejects.toMatchObject({ code: 'SANDBOX_FAILED' });
    await host.kill();
    await waiting;
    expect(host.state).toBe('error');
    expect(host.error?.message).toBe('Test plugin was killed by the test');
    expect(host.commands).toEqual([]);
    await expect(host.runCommand('runs')).rejects.toThrow(
      'Test plugin is in state error; registered commands: none',
    );
    await host.restart();
    expect(deactivate).not.toHaveBeenCalled();
    expect(await host.runCommand('runs')).toBe(2);
    expect(host.state).toBe('active');
  });

  it('is not charged with the death of the one before', async () => {
    await using host = await createTestHost({ manifest, plugin: withCommand(() => 'here') });
    await host.restart();
    await host.kill();
    await host.restart();
    expect(await host.runCommand('run')).toBe('here');
  });
});

describe('until', () => {
  it('resolves when the plugin has done it', async () => {
    const eager = plugin((api, { log }) => {
      api.commands.register('start', () => {
        void Promise.resolve().then(() => log.info('done'));
      });
    });
    await using host = await createTestHost({ manifest, plugin: eager });
    const done = host.until(() => host.logs.length === 1);
    await host.runCommand('start');
    await done;
  });

  it('rejects when the host is disposed first', async () => {
    const host = await createTestHost({ manifest, plugin: plugin(() => undefined) });
    const never = expect(host.until(() => false)).rejects.toThrow('The test host of Test plugin is disposed');
    await host.dispose();
    await never;
  });
});

describe('dispose', () => {
  it('lets the plugin deactivate, once, and works with await using', async () => {
    const deactivate = vi.fn();
    const dispose = vi.fn();
    const polite = { ...plugin((_, { subscriptions }) => subscriptions.push({ dispose })), deactivate };
    let kept: { dispose(): Promise<void> } | undefined;
    {
      await using host = await createTestHost({ manifest, plugin: polite });
      kept = host;
    }
    await kept.dispose();
    expect(deactivate).toHaveBeenCalledOnce();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('names the reason of what is asked for later', async () => {
    const host = await createTestHost({ manifest, plugin: withCommand(() => 1) });
    await host.dispose();
    await expect(host.runCommand('run')).rejects.toMatchObject({ code: 'DISPOSED' });
  });

  it('keeps hosts apart', async () => {
    await using one = await createTestHost({ manifest, plugin: withCommand(() => 1) });
    await using other = await createTestHost({ manifest, plugin: withCommand(() => 2) });
    expect([await one.runCommand('run'), await other.runCommand('run')]).toEqual([1, 2]);
  });
});
