import type { WebviewTheme } from './webview-panel.ts';

/** Puts the theme on the root element, by a style sheet that every rule of the document stands above. */
export function applyWebviewTheme(element: HTMLStyleElement, { kind, variables }: WebviewTheme): void {
  element.textContent =
    ':root{background:var(--flux-background,Canvas);color:var(--flux-foreground,CanvasText);font:var(--flux-font,14px sans-serif)}';
  const [rule] = element.sheet?.cssRules ?? [];
  if (!(rule instanceof CSSStyleRule)) return;
  rule.style.colorScheme = kind;
  // Each by itself: a value cannot become another property.
  for (const [name, value] of Object.entries(variables)) rule.style.setProperty(name, value);
}
