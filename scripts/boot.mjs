// One entry for a machine that has only Node and npm: fetch the pinned pnpm, install from the lockfile, run a script.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const script = process.argv[2];
if (!script || !/^[\w:-]+$/.test(script)) {
  console.error('usage: node scripts/boot.mjs <script of package.json>');
  process.exit(2);
}

const { status, error } = spawnSync(
  'npx',
  ['--yes', '-p', PNPM, '-c', `pnpm install --frozen-lockfile && pnpm run ${script}`],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // Browsers are found or obtained by scripts/find-browser.mjs, never by an install script.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1', npm_config_update_notifier: 'false' },
  },
);
if (error) console.error(`Could not start npx: ${error.message}. Node 20 or newer with npm is needed.`);
process.exit(status ?? 1);
