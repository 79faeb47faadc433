import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { type FileEntry, type Report, reportBoard, reportFiles, reportProjects } from './report.ts';

export const TABS = ['board', 'files', 'projects'] as const;
export type TabId = (typeof TABS)[number];

/** What is known of one tab: a report, why there is none, or nothing yet. */
export interface Source {
  report(): Report | undefined;
  problem(): string | undefined;
  /** Reads again. Resolves when it is known; never rejects. */
  refresh(): Promise<void>;
}

/** Directories that are looked into: a tree that goes round in circles comes to an end too. */
const MOST_DIRECTORIES = 500;

export function createSources(api: FluxStudioAPI): Readonly<Record<TabId, Source>> {
  return {
    board: createSource(async () => reportBoard(await api.board.list())),
    files: createSource(async () => reportFiles(await listFiles(api))),
    projects: createSource(async () => reportProjects(await api.projects.getAll())),
  };
}

function createSource(load: () => Promise<Report>): Source {
  let report: Report | undefined;
  let problem: string | undefined;
  let latest = 0;
  return {
    report: () => report,
    problem: () => problem,
    async refresh() {
      const run = ++latest;
      const [next, fault] = await load().then(
        (made) => [made, undefined] as const,
        (error: unknown) => [undefined, error instanceof Error ? error.message : String(error)] as const,
      );
      // A later one that was faster knows better.
      if (run === latest) [report, problem] = [next, fault];
    },
  };
}

async function listFiles({ files }: FluxStudioAPI): Promise<FileEntry[]> {
  const found: FileEntry[] = [];
  const seen = new Set<string>();
  const waiting: (string | undefined)[] = [undefined];
  while (waiting.length > 0 && seen.size < MOST_DIRECTORIES) {
    for (const entry of await files.list(waiting.shift())) {
      if (entry.type === 'file') found.push(entry);
      else if (!seen.has(entry.path)) {
        seen.add(entry.path);
        waiting.push(entry.path);
      }
    }
  }
  return found;
}
