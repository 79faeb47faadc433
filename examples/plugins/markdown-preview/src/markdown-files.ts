import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';

const MOST_FILES = 1000;
const MOST_DIRECTORIES = 500;

export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** The paths of the Markdown files of the open project, those of the upper directories first. */
export async function listMarkdownFiles({ files }: FluxStudioAPI): Promise<string[]> {
  const found: string[] = [];
  const directories: (string | undefined)[] = [undefined];
  // The list grows while it is walked through.
  for (const directory of directories) {
    for (const { path, type } of await files.list(directory)) {
      if (type === 'file' && isMarkdown(path)) found.push(path);
      if (type === 'directory' && directories.length < MOST_DIRECTORIES) directories.push(path);
    }
    if (found.length >= MOST_FILES) break;
  }
  return found.slice(0, MOST_FILES);
}
