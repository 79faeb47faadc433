import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';

/** Where a text stands. */
export type Place =
  | { readonly kind: 'shape'; readonly id: string }
  | { readonly kind: 'file'; readonly path: string };

export interface PlacedText {
  readonly place: Place;
  readonly text: string;
}

const TEXT_FILE = /\.(?:md|markdown|txt)$/i;
/** Bytes. Larger ones are data rather than prose. */
const LARGEST_FILE = 1_000_000;
const MOST_FILES = 1000;
const MOST_DIRECTORIES = 500;

/** Every text of the open project: on its board, and in its text files. Read one after the other, so that one is held at a time. */
export async function* textsOf(api: FluxStudioAPI): AsyncGenerator<PlacedText> {
  for (const { id, text } of await api.board.list()) if (text) yield { place: { kind: 'shape', id }, text };
  for await (const path of textFilesIn(api))
    yield { place: { kind: 'file', path }, text: await api.files.read(path) };
}

/** The text of a place as it is now; `undefined` when it is gone. */
export async function readText(api: FluxStudioAPI, place: Place): Promise<string | undefined> {
  if (place.kind === 'shape') return (await api.board.list()).find(({ id }) => id === place.id)?.text;
  return (await api.files.exists(place.path)) ? api.files.read(place.path) : undefined;
}

export async function writeText(api: FluxStudioAPI, place: Place, text: string): Promise<void> {
  if (place.kind === 'shape') await api.board.update([place.id], { text });
  else await api.files.write(place.path, text);
}

/** Those of the upper directories first. It ends in a project without an end, too, such as one with a directory within itself. */
async function* textFilesIn({ files }: FluxStudioAPI): AsyncGenerator<string> {
  const directories = new Set<string | undefined>([undefined]);
  let found = 0;
  // The set grows while it is walked through.
  for (const directory of directories)
    for (const { path, type, size = 0 } of await files.list(directory)) {
      if (type === 'directory') {
        if (directories.size < MOST_DIRECTORIES) directories.add(path);
      } else if (TEXT_FILE.test(path) && size <= LARGEST_FILE) {
        if (++found > MOST_FILES) return;
        yield path;
      }
    }
}
