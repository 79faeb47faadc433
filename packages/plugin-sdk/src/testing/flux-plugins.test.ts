import { describe, expect, it } from 'vitest';
import { createFluxServices, FLUX_PLUGINS } from '../../../plugin-host/test/support/flux-plugins.ts';
import { createTestHost } from './create-test-host.ts';

describe('plugins written for the app', () => {
  it.each(Object.entries(FLUX_PLUGINS))('run unmodified: %s', async (id, plugin) => {
    await using host = await createTestHost({
      manifest: {
        id,
        name: `Plugin ${id}`,
        permissions: plugin.permissions,
        ...(plugin.settings ? { settings: plugin.settings } : {}),
      },
      plugin: plugin.code,
      services: createFluxServices(),
      commands: { 'app.echo': (value) => value },
    });
    expect(await host.runCommand('run')).toEqual(plugin.expected);
  });
});
