import type { BuildOptions, BuildResult } from 'esbuild';

/** What `scripts/bench.mjs` hands in, so that nothing here depends on where it was bundled to. */
export interface Tools {
  /** The repository. */
  root: string;
  /** esbuild with the plugins and aliases of this repository. Writes nothing. */
  bundle(options: BuildOptions): Promise<BuildResult<{ write: false; metafile: true }>>;
  findBrowser(): Promise<{ executablePath: string; args: string[] }>;
}
