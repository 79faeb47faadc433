// Everything `npm test` promises, in the order in which a fault is cheapest to find; `--more` runs what only CI has time for and
// adds it to the counts of the run before. Every step runs even when an earlier one failed, so that one run shows all that is
// wrong; the last line adds up the tests.
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

const USUAL = [
  { name: 'build', command: ['run', 'build'], required: true },
  { name: 'types', command: ['run', 'typecheck'] },
  { name: 'lint', command: ['run', 'lint'] },
  { name: 'reference', command: ['run', 'reference', '--check'] },
  { name: 'size', command: ['run', 'size'] },
  { name: 'unit', command: ['run', 'test:unit', ...json('unit')], counts: true },
  { name: 'browser', command: ['run', 'test:browser'], counts: true },
  { name: 'end to end', command: ['run', 'test:e2e', ...json('e2e')], counts: true },
];
const MORE = [
  {
    name: 'bench',
    command: [
      'run',
      'bench',
      '--quick',
      '--rows=sequential-vs-raw,warm-start-vs-worker,storage-vs-idb-keyval',
    ],
  },
  { name: 'server bench', command: ['run', 'bench:server', '--quick'] },
  { name: 'engines', command: ['run', 'test:engines'], counts: true },
  { name: 'guides', command: ['run', 'test:guides', ...json('guides')], counts: true },
  { name: 'adapters', command: ['run', 'test:adapters'], counts: true },
  { name: 'embed', command: ['run', 'test:embed'], counts: true },
  {
    name: 'thorough',
    command: [
      'run',
      'test:unit',
      '--project=plugin-server',
      ...['fuzz', 'isolation', 'conformance', 'races'].map((name) => `packages/plugin-server/test/${name}`),
      ...json('thorough'),
    ],
    env: { THOROUGH: '1', FUZZ_REQUESTS: '100000' },
    counts: true,
  },
  {
    name: 'stories',
    command: ['run', 'test:e2e', 'stories', ...json('stories')],
    env: { THOROUGH: '1' },
    counts: true,
  },
  { name: 'long', command: ['run', 'test:browser', '--long', 'churn'], counts: true },
];

const more = process.argv.includes('--more');
const steps = more ? MORE : USUAL;
if (!more) rmSync(results, { recursive: true, force: true });

const failed = [];
const ran = new Set();
for (const { name, command, required, env = {} } of steps) {
  console.log(`\n▶ ${name}`);
  const started = Date.now();
  const { status } = spawnSync('pnpm', command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? '✔' : '✘'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  ran.add(name);
  if (status === 0) continue;
  failed.push(name);
  if (required) break;
}

// A step that is no test suite counts as one test, so that the sum cannot look green when the run is not.
// One that never ran, and a suite that failed without saying which test, count as failed.
const before = readSummaries();
const plain = steps.filter(({ counts }) => !counts);
const passed = plain.filter(({ name }) => ran.has(name) && !failed.includes(name)).length;
const notRun = steps.filter(({ name }) => !ran.has(name)).length;
const bad = plain.filter(({ name }) => failed.includes(name)).length + notRun;
const silent = failed.length > 0 && before.failed + bad === 0 ? 1 : 0;
writeSummary(more ? 'steps-more' : 'steps', { passed, failed: bad + silent });
const total = readSummaries();
// Last, because of a long log people see the end.
for (const failure of total.failures) console.error(`\n✘ ${failure.slice(0, 1000)}`);
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
