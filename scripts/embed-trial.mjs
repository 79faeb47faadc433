// docs/embed.md, tried: its files in an app that is there already, with the packages as npm delivers them, under React 18 and
// React 19, before an Express server in CommonJS. Needs `pnpm run build` before.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { readGuideFiles } from './embed/guide-files.mjs';
import { walk } from './embed/walk.mjs';
import { findBrowser } from './find-browser.mjs';
import { writeSummary } from './summary.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGES = ['plugin-host', 'plugin-sdk', 'plugin-server'];
const BUILD = ['typescript@6.0.3', 'vite@8.3.8'];

const folder = await mkdtemp(join(tmpdir(), 'plugin-embed-'));
let passed = 0;
const failures = [];

async function check(name, work) {
  const started = Date.now();
  try {
    const result = await work();
    passed++;
    console.log(`✔ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    const output = [error.message, error.stdout, error.stderr].filter(Boolean).join('\n');
    failures.push(`${name}: ${output}`);
    console.error(`✘ ${name}\n${output}`);
    return undefined;
  }
}

/** The packages as they are published, by name. */
async function pack() {
  const tarballs = {};
  for (const name of PACKAGES) {
    const destination = join(folder, 'tarballs', name);
    await mkdir(destination, { recursive: true });
    await run('pnpm', ['--dir', join(root, 'packages', name), 'pack', '--pack-destination', destination]);
    const [file] = await readdir(destination);
    tarballs[name] = join(destination, file);
  }
  return tarballs;
}

/** A part of the app, with the files of the guide in it. */
async function createProject(part, name, files) {
  const path = join(folder, name);
  await cp(join(root, 'scripts/embed', part), path, { recursive: true });
  for (const [file, code] of files) {
    if (!file.startsWith(`${part}/`)) continue;
    const target = join(path, file.slice(part.length + 1));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
  return path;
}

const install = (cwd, ...packages) =>
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...packages], {
    cwd,
  });

async function startServer(cwd) {
  const child = spawn(process.execPath, ['index.js'], { cwd, env: { ...process.env, PORT: '0' } });
  let output = '';
  const url = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk;
      const [address] = /http:\/\/\S+/.exec(output) ?? [];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function tryReact(version, { tarballs, files, server, browser }) {
  const app = await createProject('app', `app-react-${version}`, files);
  const built = await check(`React ${version}: installs, compiles and builds`, async () => {
    const react = ['react', 'react-dom', '@types/react', '@types/react-dom'].map(
      (name) => `${name}@${version}`,
    );
    await install(app, ...react, ...BUILD, tarballs['plugin-host']);
    const bin = (name) => join(app, 'node_modules/.bin', name);
    await run(bin('tsc'), ['-p', 'tsconfig.json'], { cwd: app });
    await run(bin('vite'), ['build', '--outDir', join(server, 'dist'), '--emptyOutDir'], { cwd: app });
    return true;
  });
  if (!built) return;
  const running = await check(`React ${version}: the server starts`, () => startServer(server));
  if (!running) return;
  try {
    await walk(browser, running.url, (name, work) => check(`React ${version}: a user ${name}`, work));
  } finally {
    await running.stop();
  }
}

const browser = await chromium.launch(await findBrowser());
try {
  const tarballs = await check('the packages can be packed', pack);
  const files = await readGuideFiles(join(root, 'docs/embed.md'));
  const server = await createProject('server', 'server', files);
  const ready = await check(
    'the server of the app installs, and the types of server and SDK hold',
    async () => {
      const own = ['express@5', 'helmet@8', 'cookie-parser@1', '@electric-sql/pglite@0.5.16'];
      const types = ['@types/express@5', '@types/node@22', 'typescript@6.0.3'];
      await install(server, ...own, ...types, tarballs['plugin-server'], tarballs['plugin-sdk']);
      for (const project of ['types', 'plugins'])
        await run(join(server, 'node_modules/.bin/tsc'), ['-p', project], { cwd: server });
      return true;
    },
  );
  if (tarballs && ready)
    for (const version of [18, 19]) await tryReact(version, { tarballs, files, server, browser });
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

writeSummary('embed', { passed, failed: failures.length, failures });
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
