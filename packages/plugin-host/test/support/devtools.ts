import { engine } from './escape/engine.ts';

/** What the page holds after a collection of garbage. */
export interface PageCensus {
  /** Bytes of its JavaScript heap. */
  heap: number;
  /** Event listeners and nodes of all documents, whether or not they are in a tree. */
  listeners: number;
  nodes: number;
  /** Frames that run in another process than the page, and the workers in them. */
  frames: number;
  workers: number;
}

/** Only there can a test look at its page from outside. */
export const hasDevtools = engine === 'chromium';

async function ask(command: string, text = ''): Promise<unknown> {
  const session = new URLSearchParams(location.search).get('wtr-session-id') ?? '';
  const response = await fetch(`/test/devtools?${new URLSearchParams({ command, session, text })}`, {
    method: 'POST',
  });
  if (!response.ok) throw new Error(`DevTools did not carry out ${command}: ${await response.text()}`);
  return response.json();
}

/** Ends the processes in which frames of this page run. Resolves with the number of frames that are gone. */
export const crashFrames = async (): Promise<number> => Number(await ask('crash-frames'));

export const pageCensus = async (): Promise<PageCensus> => (await ask('census')) as PageCensus;

/** Moves the mouse over a place of the page's window. */
export const point = (x: number, y: number): Promise<unknown> => ask('pointer', `${x},${y}`);

/** Presses the mouse there. */
export const click = (x: number, y: number): Promise<unknown> => ask('pointer', `${x},${y},click`);

/** Has an input method show a character in the making in the field that has the focus. */
export const compose = (text: string): Promise<unknown> => ask('compose', text);

/** Ends the composition with a text. */
export const commit = (text: string): Promise<unknown> => ask('commit', text);
