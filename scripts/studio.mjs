// Builds the packages, the example plugins and the client of the example app, then runs its server. SKIP_BUILD=1 skips
// the build; PORT and DATA_DIR are the server's.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const studio = fileURLToPath(new URL('../examples/studio', import.meta.url));
const steps = [
  { label: 'packages', filter: './packages/*' },
  { label: 'example plugins', filter: './examples/plugins/*' },
  { label: 'studio client', filter: '@fluxstudio/example-studio' },
];

let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child?.kill(signal));
}

/** Runs a command to its end and resolves with how it ended. */
function run(command, args, options) {
  return new Promise((resolve) => {
    child = spawn(command, args, options);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

async function build() {
  console.log('Building the packages, the example plugins and the client: about a minute …');
  for (const { label, filter } of steps) {
    const started = performance.now();
    const { code, signal, output } = await run('pnpm', ['--filter', filter, '--if-present', 'run', 'build'], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    if (code !== 0) {
      if (!signal) console.error(`${output}\nBuilding the ${label} failed; see above.`);
      process.exit(code ?? 1);
    }
    console.log(`Built the ${label} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `The studio's server needs Node 22.18 or newer and this is ${process.versions.node}: start it with “pnpm run studio”, which brings its own.`,
  );
  process.exit(1);
}

if (process.env.SKIP_BUILD !== '1') await build();
const server = await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
  cwd: studio,
  stdio: 'inherit',
});
if (server.output) process.stderr.write(server.output);
process.exit(server.code ?? 1);
