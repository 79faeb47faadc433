import type { WebviewOpening } from '@fluxstudio/plugin-protocol/panel/webview';
import agent from '@fluxstudio/plugin-sdk/source/webview/agent.ts?inline';

/**
 * The document of a plugin with our script before it. A `srcdoc` document is never in quirks mode, so that a doctype after the script
 * does no harm by being ignored.
 */
export function webviewSource(html: string, opening: WebviewOpening): string {
  return `<script data-opening="${toAttribute(JSON.stringify(opening))}">${agent}</script>${html}`;
}

function toAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
