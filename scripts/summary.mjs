// Each suite leaves its counts in .test-results/<suite>.json; the last line of a run adds them up.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), '.test-results');

export function writeSummary(suite, { passed, failed }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${suite}.json`), JSON.stringify({ passed, failed }));
}

export function readSummaries() {
  const total = { passed: 0, failed: 0 };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const {
      passed = 0,
      failed = 0,
      numPassedTests = 0,
      numFailedTests = 0,
    } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    total.passed += passed + numPassedTests;
    total.failed += failed + numFailedTests;
  }
  return total;
}
