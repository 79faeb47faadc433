import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { bootstrapHash } from '@fluxstudio/plugin-protocol/frame/document';
import type { FrameToHost } from '@fluxstudio/plugin-protocol/frame/handshake';

const SRCDOC_NEEDS =
  `A frame without sandbox.frameUrl is under the page's Content-Security-Policy, which must allow script-src '${bootstrapHash}' blob: ` +
  `(and 'wasm-unsafe-eval' where plugins use WebAssembly); a worker-src or child-src must allow blob: too. ` +
  `Or serve the frame with plugin-server and set sandbox.frameUrl`;

const ISOLATED_NEEDS =
  'The page is cross-origin isolated, so the frame must be sent with Cross-Origin-Embedder-Policy: require-corp and ' +
  'Cross-Origin-Resource-Policy: cross-origin; plugin-server does so';

const EMBEDDER_NEEDS =
  'A page with a Cross-Origin-Embedder-Policy must add ?isolated to the URL, or send the frame with that header itself';

const NO_ISOLATED_WORKER =
  'the page is cross-origin isolated, and WebKit (Safari) starts no worker in an opaque origin there. ' +
  'Send it the page without Cross-Origin-Embedder-Policy';

/** What the frame says went wrong, as an error that says what to do; `undefined` for every other message. */
export function frameFailure(
  message: FrameToHost | undefined,
  frameUrl: string | undefined,
): PluginError | undefined {
  switch (message?.flux) {
    case 'refused':
      return failed(`The sandbox refuses to run plugins: ${String(message.reason)}`);
    case 'failed':
      return failed(
        `The plugin's worker could not be started: ${String(message.reason || reasonUntold(frameUrl))}`,
      );
    default:
      return undefined;
  }
}

/** The frame did not answer: engines do not tell a page why. */
export function unansweredFrame(frameUrl: string | undefined, deadline: number): PluginError {
  const within = `did not answer within ${deadline / 1000} s`;
  if (frameUrl === undefined) return failed(`The sandbox frame ${within}. ${SRCDOC_NEEDS}`);
  return failed(
    `The sandbox frame at ${frameUrl} ${within}. Check that the URL serves the plugin runtime and that the page's ` +
      `Content-Security-Policy allows it in frame-src. ${crossOriginIsolated ? ISOLATED_NEEDS : EMBEDDER_NEEDS}`,
  );
}

/** A worker that is refused before it runs comes with no reason. */
function reasonUntold(frameUrl: string | undefined): string {
  if (crossOriginIsolated) return NO_ISOLATED_WORKER;
  return frameUrl === undefined ? `it is blocked. ${SRCDOC_NEEDS}` : 'it is blocked';
}

function failed(text: string): PluginError {
  return new PluginError('SANDBOX_FAILED', text);
}
