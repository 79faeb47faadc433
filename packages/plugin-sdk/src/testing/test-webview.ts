import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { FromWebview, ToWebview } from '@fluxstudio/plugin-protocol/panel/webview';
import type { UiDocument, Webview, WebviewMounting, WebviewStatus } from './host-source.ts';
import { requireNotStopped } from './require-open.ts';
import { letMessagesArrive } from './turns.ts';
import type { Watch } from './watch.ts';

/**
 * A webview that is open, with the test in the place of its document: the HTML is there to be read and no script of it runs. Messages
 * cross the real port, under the real limits.
 */
export interface TestWebview {
  readonly html: string;
  readonly status: WebviewStatus;
  /** All that the plugin has posted, oldest first. */
  readonly posted: readonly unknown[];
  /**
   * What the plugin posts next: the oldest message that was not asked for yet, or one that is still to come.
   *
   * @throws PluginError what has stopped the webview, or `DISPOSED` when it is closed, and it has no more
   */
  next(): Promise<unknown>;
  /**
   * Posts a message, as the document does by `acquirePanel().postMessage`. Resolves when the plugin has heard it.
   *
   * @throws DOMException for what cannot be cloned, such as a function; PluginError what has stopped the webview
   */
  send(message: unknown): Promise<void>;
  /** What the document finds by `acquirePanel().getState()`: also what an earlier webview of the panel left. */
  readonly state: unknown;
  /** Leaves a value of JSON, as the document does. */
  setState(state: unknown): Promise<void>;
  /** Whether the document is told that the user sees it. */
  readonly visible: boolean;
  setVisible(visible: boolean): Promise<void>;
  /** Closes it: a dialog with the result, as its document does, and anything else as the user does. */
  close(result?: unknown): Promise<void>;
}

/** Opens a document with the test in its place. Resolves when the plugin has heard of it. */
export async function openTestWebview(
  document: UiDocument,
  theme: 'light' | 'dark',
  watch: Pick<Watch, 'changed' | 'until'>,
): Promise<{ readonly webview: TestWebview; readonly shown: Webview }> {
  let mounting: WebviewMounting | undefined;
  const shown = await document.open({
    title: 'Webview',
    theme: { kind: theme, variables: {} },
    mount(given) {
      mounting = given;
      return inNothing;
    },
  });
  if (!mounting) throw new PluginError('NOT_SUPPORTED', 'The document was shown elsewhere');
  const { port, opening } = mounting;
  const posted: unknown[] = [];
  let read = 0;
  let { visible } = opening;
  let state: unknown = parseState(opening.state);

  const act = async (step: () => void) => {
    step();
    await letMessagesArrive();
  };
  const tell = (message: FromWebview) => act(() => port.postMessage(message));
  const isClosed = () => shown.getSnapshot().state === 'closed';
  port.onmessage = ({ data }: MessageEvent<ToWebview>) => {
    const [kind, value] = data;
    if (kind === 'message') posted.push(value);
    else if (kind === 'visible') visible = value;
    watch.changed();
  };
  shown.subscribe(watch.changed);
  await tell(['ready']);

  const webview: TestWebview = {
    html: document.html,
    get status() {
      return shown.getSnapshot();
    },
    posted,
    async next() {
      const index = read++;
      await watch.until(() => {
        if (index < posted.length) return true;
        requireNotStopped(shown.getSnapshot());
        if (isClosed())
          throw new PluginError('DISPOSED', 'The webview is over: the plugin posts no more to it');
        return false;
      });
      return posted[index];
    },
    async send(message) {
      requireNotStopped(shown.getSnapshot());
      await tell(['message', message]);
    },
    get state() {
      return state;
    },
    async setState(next) {
      const text = JSON.stringify(next) ?? 'null';
      state = parseState(text);
      await tell(['state', text]);
    },
    get visible() {
      return visible;
    },
    setVisible: (next) => act(() => shown.setVisible(next)),
    async close(result) {
      await tell(['close', result]);
      // What is no dialog stays for its document.
      await act(() => shown.dispose());
    },
  };
  return { webview, shown };
}

/** There is no page. */
const inNothing = {
  get element(): never {
    throw new PluginError('NOT_SUPPORTED', 'A webview in a test has no element');
  },
  answered: () => undefined,
  dispose: () => undefined,
};

function parseState(text: string | undefined): unknown {
  return JSON.parse(text ?? 'null') ?? undefined;
}
