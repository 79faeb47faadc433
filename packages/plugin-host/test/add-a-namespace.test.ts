import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PluginHost, PluginHostOptions } from '../src/host-options.ts';
import { createMemoryBackend } from './support/memory-backend.ts';
import { nodeLoopback } from './support/node-host.ts';
import { testManifest } from './support/test-manifest.ts';

// The code of the guide, as it stands there: written to files and run.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const host = join(root, 'packages/plugin-host/src/index.ts');
let folder: string;
let files: Map<string, string>;

beforeAll(async () => {
  const guide = await readFile(join(root, 'docs/add-a-namespace.md'), 'utf8');
  const blocks = guide.matchAll(/```(?:ts|js) (?<name>\S+)\n(?<code>[\s\S]*?)```/g);
  files = new Map([...blocks].map(({ groups = {} }) => [groups.name ?? '', groups.code ?? '']));
  await mkdir(join(root, '.test-results'), { recursive: true });
  folder = await mkdtemp(join(root, '.test-results/namespace-'));
  for (const [name, code] of files)
    await writeFile(join(folder, name), code.replaceAll("'@fluxstudio/plugin-host'", `'${host}'`));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(permissions: readonly string[]) {
  const { createHost }: { createHost(options: PluginHostOptions): PluginHost } = await import(
    /* @vite-ignore */ join(folder, 'host.ts')
  );
  const created = createHost({
    backend: createMemoryBackend({ painter: { code: files.get('plugin.js') ?? '' } }),
    userId: 'user',
    sandbox: { isolation: nodeLoopback() },
    onLog: () => undefined,
  });
  const manifest = testManifest('painter', { permissions: ['commands', 'board'] });
  await created.registry.install(manifest, { permissions });
  await created.registry.activate('painter');
  return created;
}

it('touches two files of the app', () => {
  expect([...files.keys()]).toEqual(['board.ts', 'host.ts', 'plugin.js']);
});

it('gives plugins the namespace, with the texts of its permission', async () => {
  const created = await run(['commands', 'board']);
  expect(await created.commands.execute('painter.add')).toEqual(['#4f46e5', '#fbbf24']);
  expect(created.appPermissions.get('board')?.title).toBe('Use your board');
  await created.dispose();
});

it('refuses plugins that the user has not allowed it', async () => {
  const created = await run(['commands']);
  const refused = created.commands.execute('painter.add');
  await expect(refused).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { permission: 'board' } });
  await created.dispose();
});
