/**
 * The first script of the document of a webview: it puts `acquirePanel()` there and the theme of the app. What it keeps from the
 * document is only order; the page takes everything that comes from here for hostile.
 */
import { PORT_PLEASE } from '@fluxstudio/plugin-protocol/frame/handshake';
import type { FromWebview, ToWebview, WebviewOpening } from '@fluxstudio/plugin-protocol/panel/webview';
import { applyWebviewTheme } from './apply-webview-theme.ts';
import { followLinks } from './follow-links.ts';
import type { WebviewPanel, WebviewTheme } from './webview-panel.ts';

type Listener<T> = (value: T) => unknown;

const script = document.currentScript as HTMLScriptElement;
const opening: WebviewOpening = JSON.parse(script.dataset.opening ?? '');
const style = document.createElement('style');
script.replaceWith(style);
applyWebviewTheme(style, opening.theme);
followLinks();

let { theme } = opening;
let state: unknown = JSON.parse(opening.state ?? 'null') ?? undefined;
let port: MessagePort | undefined;
let unsent: FromWebview[] = [];
let unheard: unknown[] = [];
const messageListeners = new Set<Listener<never>>();
const themeListeners = new Set<Listener<WebviewTheme>>();

function send(message: FromWebview): void {
  if (port) port.postMessage(message);
  // As the port would: what cannot be cloned throws where it is sent.
  else unsent.push(structuredClone(message));
}

/** One listener that throws keeps nothing from the others. */
function call<T>(listeners: Iterable<Listener<T>>, value: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(value);
    } catch (error) {
      reportError(error);
    }
  }
}

function add<T>(listeners: Set<Listener<T>>, listener: Listener<T>) {
  // An object of its own, so that the same function can listen twice.
  const own: Listener<T> = (value) => listener(value);
  listeners.add(own);
  return { dispose: () => void listeners.delete(own) };
}

function receive({ data }: MessageEvent<ToWebview>): void {
  const [kind, value] = data;
  if (kind === 'theme') {
    theme = value;
    applyWebviewTheme(style, theme);
    call(themeListeners, theme);
  } else if (messageListeners.size === 0) unheard.push(value);
  else call(messageListeners as Set<Listener<unknown>>, value);
}

const panel: WebviewPanel = Object.freeze({
  postMessage: (message: unknown) => send(['message', message]),
  onMessage(listener: Listener<never>) {
    const added = add(messageListeners, listener);
    const waiting = unheard;
    unheard = [];
    for (const message of waiting) call(messageListeners as Set<Listener<unknown>>, message);
    return added;
  },
  getState: <T>() => state as T | undefined,
  setState(next: unknown) {
    const text = JSON.stringify(next);
    state = text === undefined ? undefined : JSON.parse(text);
    send(['state', text ?? 'null']);
  },
  get theme() {
    return theme;
  },
  onDidChangeTheme: (listener: Listener<WebviewTheme>) => add(themeListeners, listener),
  close: (result?: unknown) => send(['close', result]),
});

Object.defineProperty(globalThis, 'acquirePanel', { value: () => panel });

addEventListener('message', function take(event: MessageEvent<unknown>) {
  const [given] = event.ports;
  if (event.source !== parent || event.data !== PORT_PLEASE || !given) return;
  event.stopImmediatePropagation();
  removeEventListener('message', take);
  port = given;
  port.onmessage = receive;
  port.postMessage(['ready'] satisfies FromWebview);
  for (const message of unsent) port.postMessage(message);
  unsent = [];
});
parent.postMessage(PORT_PLEASE, '*');
