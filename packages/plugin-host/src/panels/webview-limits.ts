/** What the document of a webview may send to the page. An honest one does not notice; one that goes beyond is closed, and only it. */
export const WEBVIEW_LIMITS = {
  /** Approximate bytes of one message, and characters of what is kept for the next view. */
  messageBytes: 1024 * 1024,
  messageDepth: 50,
  /** Sustained: a pointer that moves sends about 60. */
  messagesPerSecond: 200,
  /** Messages above that at once. */
  messagesBurst: 1_000,
  bytesPerSecond: 4 * 1024 * 1024,
  bytesBurst: 32 * 1024 * 1024,
};
