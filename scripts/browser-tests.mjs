// Runs packages/*/test/browser/**/*.test.ts in a real browser. Each file is bundled first (the sources are TypeScript with
// inlined workers), then @web/test-runner serves it beside the few routes a sandbox needs.
import { rmSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTestRunner, summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { build } from 'esbuild';
import { findBrowser } from './find-browser.mjs';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';
import { writeSummary } from './summary.mjs';
import { testRoutes } from './test-routes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, '.test-results/browser');
const filter = process.argv[2] ?? '';

const entryPoints = [];
for await (const file of glob('packages/*/test/browser/**/*.test.ts', { cwd: root })) {
  if (file.includes(filter)) entryPoints.push(file);
}
if (entryPoints.length === 0) throw new Error(`No browser test matches ${filter}`);

rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints,
  outdir,
  outbase: root,
  bundle: true,
  format: 'esm',
  splitting: true,
  sourcemap: 'inline',
  target: 'es2022',
  plugins: [inlineEsbuild()],
  alias: { '@fluxstudio/plugin-sdk/source': sourceAlias['@fluxstudio/plugin-sdk/source'] },
  logLevel: 'warning',
});

const { executablePath, args } = await findBrowser();
const runner = await startTestRunner({
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
  config: {
    rootDir: root,
    files: ['.test-results/browser/**/*.test.js'],
    concurrency: 1,
    testsFinishTimeout: 180_000,
    testFramework: { config: { timeout: 20_000 } },
    browsers: [chromeLauncher({ launchOptions: { executablePath, args } })],
    middleware: [testRoutes()],
    reporters: [summaryReporter()],
  },
});
const passed = await new Promise((resolve) => runner.on('finished', resolve));
writeSummary('browser', countResults(runner.sessions));
process.exitCode = passed ? 0 : 1;

function countResults(sessions) {
  let ok = 0;
  let failed = 0;
  const visit = (suite) => {
    for (const test of suite?.tests ?? []) test.passed ? ok++ : failed++;
    for (const child of suite?.suites ?? []) visit(child);
  };
  for (const session of sessions.all()) {
    visit(session.testResults);
    if (!session.testResults && session.errors.length > 0) failed++;
  }
  return { passed: ok, failed };
}
