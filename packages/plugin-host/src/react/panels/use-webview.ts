import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Webview, WebviewStatus } from '../../panels/webview.ts';
import type { UiDocument } from '../../services.ts';
import { readWebviewTheme, watchAppearance } from './webview-theme.ts';

export type WebviewState = WebviewStatus | { readonly state: 'failed'; readonly error: unknown };

const OPENING: WebviewStatus = { state: 'opening' };

/** Shows a document in an element for as long as the component is there. `reopen` shows it anew. */
export function useWebview(
  document: UiDocument,
  title: string,
  place: RefObject<HTMLElement | null>,
  visible: boolean,
): { readonly state: WebviewState; reopen(): void } {
  const [webview, setWebview] = useState<Webview>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  // Another title is no reason to load the document anew, nor is what is hidden.
  const newest = useRef({ title, visible });
  useEffect(() => {
    newest.current = { title, visible };
  });

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let wanted = true;
    let opened: Webview | undefined;
    let unwatch = (): void => undefined;
    const theme = readWebviewTheme(element);
    document.open({ ...newest.current, theme }).then(
      (made) => {
        opened = made;
        if (!wanted) return made.dispose();
        made.element.className = 'w-full min-w-0 self-stretch border-0';
        element.append(made.element);
        unwatch = watchAppearance(element, made.setTheme);
        setWebview(made);
      },
      (cause: unknown) => wanted && setError(cause),
    );
    return () => {
      wanted = false;
      unwatch();
      opened?.dispose();
      setWebview(undefined);
      setError(undefined);
    };
  }, [document, place, attempt]);

  useEffect(() => {
    webview?.setVisible(visible);
  }, [webview, visible]);

  const status = useSyncExternalStore(webview?.subscribe ?? never, webview?.getSnapshot ?? opening, opening);
  return {
    state: error === undefined ? status : { state: 'failed', error },
    reopen: useCallback(() => setAttempt((before) => before + 1), []),
  };
}

const never = () => () => undefined;
const opening = (): WebviewStatus => OPENING;
