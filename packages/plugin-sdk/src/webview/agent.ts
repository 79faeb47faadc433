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

/** As the page told last. */
const now = { theme: opening.theme, visible: opening.visible };
let state: unknown = JSON.parse(opening.state ?? 'null') ?? undefined;
let port: MessagePort | undefined;
let unsent: FromWebview[] = [];
let unheard: unknown[] = [];
const listeners = {
  message: new Set<Listener<never>>(),
  theme: new Set<Listener<never>>(),
  visible: new Set<Listener<never>>(),
};

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
  if (kind === 'message' && listeners.message.size === 0) {
    unheard.push(value);
    return;
  }
  if (kind === 'visible') now.visible = value;
  if (kind === 'theme') {
    now.theme = value;
    applyWebviewTheme(style, value);
  }
  call(listeners[kind] as Set<Listener<unknown>>, value);
}

const panel: WebviewPanel = Object.freeze({
  postMessage: (message: unknown) => send(['message', message]),
  onMessage(listener: Listener<never>) {
    const added = add(listeners.message, listener);
    const waiting = unheard;
    unheard = [];
    for (const message of waiting) call(listeners.message as Set<Listener<unknown>>, message);
    return added;
  },
  getState: <T>() => state as T | undefined,
  setState(next: unknown) {
    const text = JSON.stringify(next);
    state = text === undefined ? undefined : JSON.parse(text);
    send(['state', text ?? 'null']);
  },
  get theme() {
    return now.theme;
  },
  onDidChangeTheme: (listener: Listener<WebviewTheme>) => add(listeners.theme, listener),
  get visible() {
    return now.visible;
  },
  onDidChangeVisibility: (listener: Listener<boolean>) => add(listeners.visible, listener),
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
