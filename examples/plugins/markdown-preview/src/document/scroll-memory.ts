import type { WebviewPanel } from '@fluxstudio/plugin-sdk/webview';

interface Position {
  readonly path: string;
  readonly top: number;
}

/** Milliseconds. A screen may draw more frames a second than a webview may send messages. */
const PAUSE = 100;

/** Keeps how far a file is scrolled, for the next view of the panel. */
export function createScrollMemory(panel: Pick<WebviewPanel, 'getState' | 'setState'>): {
  show(path: string | undefined): void;
} {
  let path: string | undefined;
  let isWaiting = false;
  addEventListener('scroll', () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      if (path !== undefined) panel.setState({ path, top: scrollY } satisfies Position);
    }, PAUSE);
  });
  return {
    show(next) {
      if (next === path) return;
      path = next;
      const kept = panel.getState<Position>();
      scrollTo(0, kept !== undefined && kept.path === next ? kept.top : 0);
    },
  };
}
