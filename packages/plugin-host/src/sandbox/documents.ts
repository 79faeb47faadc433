/** The documents of the frames, for whoever serves them. */
export { bootstrapHash, frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
export { webviewDocument } from '@fluxstudio/plugin-protocol/frame/webview-document';
