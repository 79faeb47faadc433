import type { PluginHostOptions } from '../../src/host-options.ts';
import type { TestPlugin } from './memory-backend.ts';
import { createNodeHost } from './node-host.ts';
import { testManifest } from './test-manifest.ts';

/** A host that is started for a user who has these plugins from an earlier visit, all of them switched on. */
export async function visit(plugins: Record<string, TestPlugin>, options: Partial<PluginHostOptions> = {}) {
  const made = createNodeHost(plugins, options);
  const { backend } = made.host;
  for (const [id, { manifest }] of Object.entries(plugins)) {
    const full = testManifest(id, manifest);
    await backend.install(full, full.permissions);
    await backend.setActive(id, true);
  }
  await made.host.start();
  const running = () => [...made.host.registry.activeSandboxes.keys()];
  return { ...made, running };
}
