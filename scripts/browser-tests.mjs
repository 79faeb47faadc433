// Runs packages/*/test/browser/**/*.test.ts in real browsers: node scripts/browser-tests.mjs [--engines=a,b] [part of a path].
// Each file is bundled first (the sources are TypeScript with
// inlined workers), then @web/test-runner serves it beside the few routes a sandbox needs.
import { rmSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startTestRunner, summaryReporter } from '@web/test-runner';
import { build } from 'esbuild';
import { ENGINES } from './engines.mjs';
import { inlineEsbuild, sourceAlias } from './inline-worker.mjs';
import { writeSummary } from './summary.mjs';
import { testRoutes } from './test-routes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, '.test-results/browser');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engines: { type: 'string', default: 'chromium' } },
});
const filter = positionals[0] ?? '';
const engines = values.engines.split(',');

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

let allPassed = true;
for (const name of engines) {
  const engine = await ENGINES[name]?.();
  if (!engine) throw new Error(`No engine ${name}: there are ${Object.keys(ENGINES).join(', ')}`);
  console.log(`\n${name}`);
  try {
    allPassed = (await runIn(name, engine.launcher)) && allPassed;
  } finally {
    engine.stop();
  }
}
process.exitCode = allPassed ? 0 : 1;

async function runIn(name, launcher) {
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
      browsers: [launcher],
      middleware: [testRoutes()],
      reporters: [summaryReporter()],
    },
  });
  const passed = await new Promise((resolve) => runner.on('finished', resolve));
  writeSummary(`browser-${name}`, countResults(runner.sessions));
  await runner.stop().catch(() => undefined);
  return passed;
}

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
