// One entry for a machine that has only Node and npm: fetch the pinned pnpm, install from the lockfile, run a script.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const script = process.argv[2];
if (!script || !/^[\w:-]+$/.test(script)) {
  console.error('usage: node scripts/boot.mjs <script of package.json>');
  process.exit(2);
}

const windows = process.platform === 'win32';
const child = spawn(
  'npx',
  ['--yes', '-p', PNPM, '-c', `pnpm install --frozen-lockfile && pnpm run ${script}`],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    shell: windows,
    // A group of its own, so that a signal reaches all of it: not every shell and package manager in between passes one on.
    detached: !windows,
    // Browsers are found or obtained by scripts/find-browser.mjs, never by an install script.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1', npm_config_update_notifier: 'false' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (child.pid === undefined) return;
    try {
      process.kill(windows ? child.pid : -child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  });
}
child.on('error', (error) => {
  console.error(`Could not start npx: ${error.message}. Node 20 or newer with npm is needed.`);
  process.exit(1);
});
child.on('close', (code) => process.exit(code ?? 1));
