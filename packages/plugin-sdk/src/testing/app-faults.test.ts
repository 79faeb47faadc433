import { parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { describe, expect, it, vi } from 'vitest';
import { connectSession } from '../worker/connect-session.ts';
import { createTestHost } from './create-test-host.ts';
import { createPluginHost, loopbackIsolates } from './host-source.ts';
import { createMemoryBackend } from './memory-backend.ts';
import { createPluginLoader } from './plugin-loader.ts';
import { plugin } from './small-plugins.ts';

describe('a mirrored value', () => {
  it('is there when its permission is granted, and gone when it is revoked', async () => {
    const seen: unknown[] = [];
    await using host = await createTestHost({
      manifest: { permissions: ['commands'] },
      grants: [],
      commands: { 'app.save': () => undefined },
      plugin: plugin((api) => {
        const read = () => {
          try {
            seen.push(api.commands.getAll());
          } catch (error) {
            seen.push((error as { code: string }).code);
          }
        };
        read();
        api.permissions.onDidChange(read);
      }),
    });
    await host.grant('commands');
    await host.revoke('commands');
    expect(seen).toEqual(['PERMISSION_DENIED', ['app.save'], 'PERMISSION_DENIED']);
  });

  it('that the app cannot tell says no more of the app than a failed call', async () => {
    const get = () => {
      throw Object.assign(new Error('no language'), { cause: new Error('at /srv/app/secret.ts') });
    };
    let caught: Error | undefined;
    await using _host = await createTestHost({
      services: { env: { get, subscribe: () => () => undefined } },
      plugin: plugin((api) => {
        try {
          api.env.get();
        } catch (error) {
          caught = error as Error;
        }
      }),
    });
    expect(caught).toMatchObject({ code: 'INTERNAL', message: 'no language' });
    expect(caught?.cause).toBeUndefined();
    expect(caught?.stack).not.toContain('.ts');
  });
});

describe('a log of the app', () => {
  it('that throws is not the plugin’s fault', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const failure = new Error('The disk is full');
    const logging = plugin((api, { log }) => {
      log.info('hello');
      api.events.on('tick', () => {
        throw new Error('dizzy');
      });
    });
    const { code, loaderFor } = createPluginLoader(logging, () => undefined);
    const host = createPluginHost({
      backend: createMemoryBackend({ code, pluginId: 'acme', settings: {}, onSettings: () => undefined }),
      userId: 'user',
      sandbox: {
        isolation: loopbackIsolates((port) =>
          connectSession(
            port,
            loaderFor(() => undefined),
          ),
        ),
      },
      onLog() {
        throw failure;
      },
    });
    const parsed = parseManifest({ id: 'acme', name: 'Acme', version: '1.0.0', main: 'main.js' });
    if (!parsed.ok) throw new Error('The manifest is not valid');
    await host.registry.install(parsed.manifest, { permissions: [] });
    await host.registry.activate('acme');
    const faulted = new Promise<void>((resolve) => {
      host.registry.on('plugin:error', () => resolve());
    });
    host.emitGlobalEvent('tick');
    await faulted;
    expect(host.registry.getPlugin('acme')).toMatchObject({ state: 'active', error: { message: 'dizzy' } });
    expect(reported.mock.calls).toEqual([[failure], [failure]]);
    await host.dispose();
    reported.mockRestore();
  });
});
