import { createTestHost } from '@fluxstudio/plugin-sdk/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from '../src/main.ts';
import { type ReleaseServer, startReleaseServer } from './release-server.ts';

let server: ReleaseServer;
beforeEach(async () => {
  server = await startReleaseServer(0, 'demo-token');
});
afterEach(() => server.close());

/** The plugin against the service that comes with it, over HTTP. */
const open = (token: string, timeout = 60) =>
  createTestHost({
    plugin,
    manifest: {
      ...manifest,
      network: { hosts: [server.url] },
      settings: {
        properties: {
          server: { type: 'string', title: 'Release service', default: server.url },
          timeout: { type: 'number', title: 'Seconds to wait', default: timeout },
        },
      },
    },
    secrets: { token },
    services: {
      network: {
        fetch: ({ url, method, headers }, _hosts, { signal }) =>
          fetch(url, {
            method,
            headers: headers.map(([name, value]): [string, string] => [name, value]),
            signal,
          }),
      },
    },
  });

it('shows the release to whoever has the token', async () => {
  await using host = await open('demo-token');
  await host.runCommand('show-latest');
  expect(host.notifications).toMatchObject([{ type: 'info', title: 'Aurora 2.1.0' }]);
  expect(server.seen).toEqual(['Bearer demo-token']);
});

it('is told that a token is not taken', async () => {
  await using host = await open('other');
  await host.runCommand('show-latest');
  expect(host.notifications).toMatchObject([{ type: 'warning' }]);
});

it('is told of an error', async () => {
  server.mode = 'error';
  await using host = await open('demo-token');
  await host.runCommand('show-latest');
  expect(host.notifications[0]?.message).toContain('status 500');
});

it('does not wait for ever', async () => {
  server.mode = 'slow';
  await using host = await open('demo-token', 0.05);
  await host.runCommand('show-latest');
  expect(host.notifications[0]?.message).toContain('did not answer within 0.05 s');
});

it('is told that nobody is there', async () => {
  await using host = await open('demo-token');
  await server.close();
  await host.runCommand('show-latest');
  expect(host.notifications[0]).toMatchObject({ type: 'error' });
});
