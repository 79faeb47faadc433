// Each suite leaves its counts in .test-results/<suite>.json; the last line of a run adds them up.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), '.test-results');

export function writeSummary(suite, { passed, failed, failures }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${suite}.json`), JSON.stringify({ passed, failed, failures }));
}

/** The sum of all suites, those of vitest (which has names of its own for the counts) included. */
export function readSummaries() {
  const total = { passed: 0, failed: 0, failures: [] };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const summary = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    total.passed += summary.passed ?? summary.numPassedTests ?? 0;
    total.failed += summary.failed ?? summary.numFailedTests ?? 0;
    for (const failure of summary.failures ?? vitestFailures(summary)) {
      total.failures.push(`${name.replace('.json', '')}: ${failure}`);
    }
  }
  return total;
}

function vitestFailures({ testResults = [] }) {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0] ?? ''}`),
  );
}
