import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

it('shows in the docs the example that is tested', async () => {
  const example = (await read('./example.test.ts'))
    .replace("'../index.ts'", "'@fluxstudio/plugin-sdk'")
    .replace("'./index.ts'", "'@fluxstudio/plugin-sdk/testing'");
  expect(await read('../../../../docs/testing.md')).toContain(example);
});
