import { describe, it } from 'vitest';
import { BACKEND_CASES } from './backend-conformance.ts';
import { PUBLISHED } from './backend-conformance-catalogue.ts';
import { MARKETPLACE_CASES } from './backend-conformance-marketplace.ts';
import { SYNC_CASES } from './backend-conformance-sync.ts';
import { createMemoryBackend, type TestPlugin } from './support/memory-backend.ts';

/** The catalogue as the memory back end has it: one entry per plugin, which shows its newest version. */
function plugins(): Record<string, TestPlugin> {
  const entries = PUBLISHED.flatMap((group, index) =>
    group.map(([id, { manifest, versions, listing }]): [string, TestPlugin] => {
      const [version, code] = Object.entries(versions).at(-1) ?? ['', ''];
      const publishedAt = new Date(index).toISOString();
      return [
        id,
        { code, versions, manifest: { ...manifest, version }, listing: { ...listing, publishedAt } },
      ];
    }),
  );
  return Object.fromEntries(entries);
}

describe('the memory back end', () => {
  it.each([...BACKEND_CASES, ...MARKETPLACE_CASES, ...SYNC_CASES])('$name', async ({ run }) => {
    const backend = createMemoryBackend(plugins());
    await run({ backend, other: backend, stranger: createMemoryBackend(plugins()) });
  });
});
