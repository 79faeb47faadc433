import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStudioProcess } from './studio-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The data of a studio that nobody has used: to copy it takes a fraction of what it takes to make it. */
    emptyStudio: string;
  }
}

/** Starts a studio once, for its database with the marketplace in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'flux-e2e-empty-'));
  const studio = await startStudioProcess(join(folder, 'data'));
  await studio.stop();
  project.provide('emptyStudio', join(folder, 'data'));
  return () => rm(folder, { recursive: true, force: true });
}
