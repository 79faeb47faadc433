import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';

/** How many of a kind there are, those with the most first. */
export type Counts = readonly (readonly [name: string, count: number])[];

export interface ProjectStatistics {
  readonly total: number;
  readonly byType: Counts;
}

export interface FileStatistics {
  readonly total: number;
  /** By extension, with its dot and in lower case; `''` for files without one. */
  readonly byExtension: Counts;
  /** Bytes of the files whose size the app tells. */
  readonly bytes: number;
  /** There are more: the counting was ended. */
  readonly isPartial: boolean;
}

type Project = Awaited<ReturnType<FluxStudioAPI['projects']['getAll']>>[number];
type ListFiles = FluxStudioAPI['files']['list'];

/** Directories that are looked into: a tree that goes round in circles comes to an end too. */
const MOST_DIRECTORIES = 500;

export function countProjects(projects: readonly Project[]): ProjectStatistics {
  return { total: projects.length, byType: count(projects.map(({ type }) => type)) };
}

export async function countFiles(list: ListFiles): Promise<FileStatistics> {
  const extensions: string[] = [];
  let bytes = 0;
  const seen = new Set<string>();
  const waiting: (string | undefined)[] = [undefined];
  while (waiting.length > 0 && seen.size < MOST_DIRECTORIES) {
    for (const { name, path, type, size = 0 } of await list(waiting.shift())) {
      if (type === 'file') {
        extensions.push(extensionOf(name));
        bytes += size;
      } else if (!seen.has(path)) {
        seen.add(path);
        waiting.push(path);
      }
    }
  }
  return { total: extensions.length, byExtension: count(extensions), bytes, isPartial: waiting.length > 0 };
}

/** A name that begins with its only dot has no extension. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

function count(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
}
