import type { WebviewTheme } from '@fluxstudio/plugin-protocol/panel/webview';

/** The colours and the font in which the app shows an element, for a document that is to look like it. */
export function readWebviewTheme(element: Element): WebviewTheme {
  const style = getComputedStyle(element);
  return {
    // The class `dark:…` of the element says it, whatever makes the app dark.
    kind: style.colorScheme.includes('dark') ? 'dark' : 'light',
    variables: {
      '--flux-background': style.backgroundColor,
      '--flux-foreground': style.color,
      '--flux-border': style.borderTopColor,
      '--flux-accent': style.accentColor,
      '--flux-font': `${style.fontSize} ${style.fontFamily}`,
    },
  };
}

/** Tells of another theme: when the app changes its root elements, or the user the system's setting. */
export function watchAppearance(element: Element, onChange: (theme: WebviewTheme) => void): () => void {
  let last = JSON.stringify(readWebviewTheme(element));
  const look = () => {
    const theme = readWebviewTheme(element);
    const next = JSON.stringify(theme);
    if (next === last) return;
    last = next;
    onChange(theme);
  };
  const observer = new MutationObserver(look);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  const dark = window.matchMedia?.('(prefers-color-scheme: dark)');
  dark?.addEventListener('change', look);
  return () => {
    observer.disconnect();
    dark?.removeEventListener('change', look);
  };
}
