// Everything `npm test` promises, in the order in which a fault is cheapest to find. Every step runs even when an earlier
// one failed, so that one run shows all that is wrong; the last line adds up the tests.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSummaries, writeSummary } from './summary.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, '.test-results');
const json = (suite) => [
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, `${suite}.json`)}`,
];

const STEPS = [
  { name: 'build', command: ['run', 'build'], required: true },
  { name: 'types', command: ['run', 'typecheck'] },
  { name: 'lint', command: ['run', 'lint'] },
  { name: 'unit', command: ['run', 'test:unit', ...json('unit')] },
  { name: 'browser', command: ['run', 'test:browser'] },
  { name: 'end to end', command: ['run', 'test:e2e', ...json('e2e')] },
];

rmSync(results, { recursive: true, force: true });
const failed = [];
for (const { name, command, required } of STEPS) {
  console.log(`\n▶ ${name}`);
  const started = Date.now();
  const { status } = spawnSync('pnpm', command, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? '✔' : '✘'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status === 0) continue;
  failed.push(name);
  if (required) break;
}

// A step that is no test suite counts as one test, so that the sum cannot look green when the run is not.
const suites = ['unit', 'browser', 'end to end'];
const plain = STEPS.filter(({ name }) => !suites.includes(name));
writeSummary('steps', {
  passed: plain.filter(({ name }) => !failed.includes(name)).length,
  failed: plain.filter(({ name }) => failed.includes(name)).length,
});
const total = readSummaries();
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${total.passed} passed, ${Math.max(total.failed, failed.length)} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
