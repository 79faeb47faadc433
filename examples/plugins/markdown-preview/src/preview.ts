import type { FluxStudioAPI, OpenedWebview } from '@fluxstudio/plugin-sdk';
import { readMarkdown } from './markdown/read-markdown.ts';
import { isMarkdown } from './markdown-files.ts';
import type { Shown } from './message.ts';

/** Which file is previewed, in however many places. */
export interface Preview {
  /** Shows it in one more place, whenever that is seen, until it is closed. */
  open(webview: OpenedWebview): Promise<void>;
  isSeen(): boolean;
  /** Previews a file. It stays until another Markdown file is opened in the editor. */
  show(path: string): Promise<void>;
  /** Looks again at what there is to show, if anybody sees it. */
  update(): Promise<void>;
  /** Shows nothing, until the next file. */
  clear(): Promise<void>;
}

/** What to show, and the text that it was made of. */
interface Reading {
  readonly path: string | undefined;
  readonly text: string | undefined;
  readonly shown: Shown;
}

const NOTHING: Reading = { path: undefined, text: undefined, shown: { kind: 'nothing' } };

export function createPreview({ editor, files }: FluxStudioAPI): Preview {
  /** With what each has been told. */
  const webviews = new Map<OpenedWebview, Shown | undefined>();
  let chosen: string | undefined;
  /** In the editor, when it was looked at last. */
  let edited: string | undefined;
  let reading = NOTHING;
  let latest = 0;

  async function read(): Promise<Reading> {
    try {
      const open = await editor.getFile();
      if (open && open.path !== edited && isMarkdown(open.path)) chosen = open.path;
      edited = open?.path;
      const path = chosen;
      if (path === undefined) return NOTHING;
      const text = open?.path === path ? open.text : await files.read(path);
      if (path === reading.path && text === reading.text) return reading;
      return { path, text, shown: { kind: 'file', path, ...readMarkdown(text) } };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...NOTHING, shown: { kind: 'problem', message } };
    }
  }

  const isSeen = () => [...webviews.keys()].some(({ visible }) => visible);

  async function update(): Promise<void> {
    if (!isSeen()) return;
    const run = ++latest;
    const next = await read();
    // A later one that was faster knows better.
    if (run !== latest) return;
    reading = next;
    for (const [webview, told] of webviews) {
      if (!webview.visible || told === next.shown) continue;
      webviews.set(webview, next.shown);
      webview.postMessage(next.shown);
    }
  }

  return {
    async open(webview) {
      webviews.set(webview, undefined);
      webview.signal.addEventListener('abort', () => webviews.delete(webview));
      webview.onDidChangeVisibility(update);
      await update();
    },
    isSeen,
    async show(path) {
      // What is open in the editor now does not take its place.
      edited = (await editor.getFile())?.path;
      chosen = path;
      await update();
    },
    update,
    async clear() {
      chosen = undefined;
      edited = undefined;
      await update();
    },
  };
}
