import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { FromWebview } from '@fluxstudio/plugin-protocol/panel/webview';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { measure } from '../sandbox/measure.ts';
import { WEBVIEW_LIMITS } from './webview-limits.ts';

/** What a webview can tell the page. */
export interface WebviewHandlers {
  onReady(): void;
  onMessage(message: unknown): void;
  onState(state: string): void;
  onClose(result: unknown): void;
}

/**
 * Reads what comes out of the port of a webview.
 *
 * @throws PluginError `LIMIT_EXCEEDED` and `PROTOCOL_VIOLATION`: the webview must be closed
 */
export function createWebviewReader(
  clock: Pick<Clock, 'now'>,
  { onReady, onMessage, onState, onClose }: WebviewHandlers,
): (data: unknown) => void {
  const limits = WEBVIEW_LIMITS;
  const messages = createTokenBucket(limits.messagesPerSecond, limits.messagesBurst, clock);
  const volume = createTokenBucket(limits.bytesPerSecond, limits.bytesBurst, clock);

  return (data) => {
    if (!messages.tryTake())
      throw exceeded(`more than ${limits.messagesPerSecond} messages a second for longer than a moment`);
    const { bytes, depth, refused } = measure(data, limits.messageBytes, limits.messageDepth);
    if (refused) throw exceeded(refused);
    if (bytes > limits.messageBytes) throw exceeded('a message of more than 1 MB: send it in parts');
    if (depth > limits.messageDepth)
      throw exceeded(`a message nested deeper than ${limits.messageDepth} levels`);
    if (!volume.tryTake(bytes)) throw exceeded('more than 4 MB a second for longer than a moment');

    const [kind, value] = parseMessage(data);
    switch (kind) {
      case 'ready':
        return onReady();
      case 'message':
        return onMessage(value);
      case 'state':
        return onState(value);
      case 'close':
        return onClose(value);
    }
  };
}

function parseMessage(data: unknown): FromWebview {
  const [kind, value]: unknown[] = Array.isArray(data) ? data : [];
  const known = kind === 'ready' || kind === 'message' || kind === 'close';
  if (!known && !(kind === 'state' && typeof value === 'string'))
    throw new PluginError('PROTOCOL_VIOLATION', 'The webview sent what its script never sends');
  return [kind, value] as FromWebview;
}

function exceeded(what: string): PluginError {
  return new PluginError('LIMIT_EXCEEDED', `The webview sent ${what}`);
}
