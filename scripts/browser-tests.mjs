// Runs packages/*/test/browser/**/*.test.ts in real browsers: node scripts/browser-tests.mjs [--engines=a,b] [--grep=title] [--long] [part of a path].
// Each file is bundled first (the sources are TypeScript with inlined workers), then @web/test-runner serves it beside the few
// routes a sandbox needs. `x.https.test.ts` runs over TLS, `x.isolated.test.ts` in cross-origin isolated pages.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startTestRunner, summaryReporter } from '@web/test-runner';
import { build } from 'esbuild';
import { devtools } from './devtools.mjs';
import { ENGINES, freePort } from './engines.mjs';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';
import { selfSigned } from './self-signed.mjs';
import { writeSummary } from './summary.mjs';
import { testRoutes } from './test-routes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// A folder per process: two runs at once do not delete each other's bundles.
const outdir = join(root, '.test-results/browser', String(process.pid));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    long: { type: 'boolean', default: false },
    engines: { type: 'string', default: 'chromium' },
  },
});
const filter = positionals[0] ?? '';
const engines = values.engines.split(',');

/** How pages are served, by the middle part of a test's file name. */
const PROFILES = {
  plain: async () => ({}),
  https: async () => {
    const tls = selfSigned();
    const [sslKey, sslCert] = [join(outdir, 'key.pem'), join(outdir, 'cert.pem')];
    writeFileSync(sslKey, tls.key, { mode: 0o600 });
    writeFileSync(sslCert, tls.cert);
    return { routes: { tls }, server: { protocol: 'https:', http2: true, sslKey, sslCert } };
  },
  isolated: async () => ({ routes: { isolated: true } }),
};
const profileOf = (file) => /\.(https|isolated)\.test\./.exec(file)?.[1] ?? 'plain';

const entryPoints = [];
for await (const file of glob('packages/*/test/browser/**/*.test.ts', { cwd: root })) {
  if (file.includes(filter)) entryPoints.push(file);
}
if (entryPoints.length === 0) throw new Error(`No browser test matches ${filter}`);
/** Scripts of pages that tests open beside their own: `x.page.ts`. */
const pages = [];
for await (const file of glob('packages/*/test/browser/**/*.page.ts', { cwd: root })) pages.push(file);

mkdirSync(outdir, { recursive: true });
process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

await build({
  absWorkingDir: root,
  entryPoints: [...entryPoints, ...pages],
  outdir,
  outbase: root,
  bundle: true,
  format: 'esm',
  splitting: true,
  // Beside them: browsers read inlined ones with each page.
  sourcemap: 'linked',
  target: 'es2022',
  define: { LONG_RUN: String(values.long) },
  plugins: [inlineEsbuild()],
  alias: { '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'] },
  logLevel: 'warning',
});
let allPassed = true;
for (const name of engines) allPassed = (await runEngine(name)) && allPassed;
// Not exitCode: a timer that the WebDriver launcher forgets would keep the process for another minute.
process.exit(allPassed ? 0 : 1);

async function runEngine(name) {
  const engine = await ENGINES[name]?.();
  if (!engine) throw new Error(`No engine ${name}: there are ${Object.keys(ENGINES).join(', ')}`);
  const total = { passed: 0, failed: 0, failures: [] };
  let green = true;
  try {
    for (const profile of Object.keys(PROFILES)) {
      const files = entryPoints.filter((file) => profileOf(file) === profile);
      if (files.length === 0) continue;
      console.log(`\n${name}, ${profile}`);
      const { ok, passed, failures } = await runFiles(
        files,
        engine.createLauncher(),
        await PROFILES[profile](),
      );
      total.passed += passed;
      total.failed += failures.length;
      total.failures.push(...failures);
      green &&= ok;
    }
  } finally {
    engine.stop();
  }
  // Tests that --grep leaves out look like failed ones.
  if (!values.grep) writeSummary(`browser-${name}${values.long ? '-long' : ''}`, total);
  return green;
}

async function runFiles(files, launcher, { routes, server }) {
  const folder = relative(root, outdir);
  const runner = await startTestRunner({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    config: {
      rootDir: root,
      files: files.map((file) => join(folder, file.replace(/\.ts$/, '.js'))),
      port: await freePort(),
      ...server,
      concurrency: 1,
      testsFinishTimeout: values.long ? 660_000 : 180_000,
      testFramework: { config: { timeout: 20_000, grep: values.grep } },
      browsers: [launcher],
      middleware: [devtools(launcher), testRoutes(routes)],
      reporters: [summaryReporter()],
    },
  });
  const ok = await new Promise((resolve) => runner.on('finished', resolve));
  const counts = countResults(runner.sessions);
  await runner.stop().catch(() => undefined);
  return { ok, ...counts };
}

function countResults(sessions) {
  let passed = 0;
  const failures = [];
  const visit = (suite, path) => {
    for (const test of suite?.tests ?? []) {
      if (test.passed) passed++;
      else failures.push(`${[...path, test.name].join(' › ')}: ${test.error?.message ?? 'did not finish'}`);
    }
    for (const child of suite?.suites ?? []) visit(child, [...path, child.name]);
  };
  for (const { testFile, testResults, errors } of sessions.all()) {
    visit(testResults, []);
    // A file that failed without saying which test.
    if (errors.length > 0) failures.push(...errors.map(({ message }) => `${basename(testFile)}: ${message}`));
  }
  return { passed, failures };
}
