import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { BundleReference, DownloadedBundle, PluginBackend } from '../backend/backend.ts';

/** Milliseconds; a large bundle over a slow line. */
const DOWNLOAD_DEADLINE = 60_000;

const JAVASCRIPT = /^(?:text|application)\/(?:x-)?(?:java|ecma)script\b/i;

/**
 * Downloads a plugin's bundle and proves that it is the one the catalogue promised, before anything evaluates a byte.
 *
 * @throws PluginError `BUNDLE_INVALID` (not a bundle at all), `BUNDLE_TAMPERED` (another hash)
 */
export async function loadBundle(
  backend: PluginBackend,
  bundle: BundleReference | null,
  signal: AbortSignal,
): Promise<string> {
  if (!bundle) {
    throw new PluginError(
      'BUNDLE_INVALID',
      'There is no code for this plugin: the marketplace does not have this version. Install it again',
    );
  }
  const downloaded = await download(backend, bundle, signal);
  refuseWhatIsNoScript(downloaded);
  const actual = await sha384(downloaded.bytes);
  if (actual !== bundle.integrity) {
    throw new PluginError(
      'BUNDLE_TAMPERED',
      'The plugin’s code is not what the marketplace published: its hash differs. It was not run',
      {
        data: { expected: bundle.integrity, actual },
      },
    );
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(downloaded.bytes);
}

async function download(
  backend: PluginBackend,
  bundle: BundleReference,
  signal: AbortSignal,
): Promise<DownloadedBundle> {
  // An app's own client may know neither the signal nor a deadline.
  let giveUp: ((error: unknown) => void) | undefined;
  const given = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const timer = setTimeout(
    () => giveUp?.(new Error(`no answer within ${DOWNLOAD_DEADLINE / 1000} s`)),
    DOWNLOAD_DEADLINE,
  );
  const onAbort = () => giveUp?.(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([backend.download(bundle, { signal }), given]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new PluginError(
      'BUNDLE_INVALID',
      `The plugin's code could not be downloaded: ${errorMessage(error)}`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** A single-page app answers unknown paths with its index.html; that must never be taken for code. */
function refuseWhatIsNoScript({ bytes, contentType }: DownloadedBundle): void {
  if (bytes.byteLength === 0) throw new PluginError('BUNDLE_INVALID', 'The plugin’s code is empty');
  const start = new TextDecoder().decode(bytes.subarray(0, 100)).trimStart().toLowerCase();
  if (/^text\/html\b/i.test(contentType) || start.startsWith('<!doctype') || start.startsWith('<html')) {
    throw new PluginError(
      'BUNDLE_INVALID',
      'The server answered with an HTML page instead of the plugin’s code',
    );
  }
  if (!JAVASCRIPT.test(contentType)) {
    throw new PluginError(
      'BUNDLE_INVALID',
      `The server sent the plugin’s code as “${contentType || 'nothing'}”, not as JavaScript`,
    );
  }
}

/** Integrity string of some bytes. */
async function sha384(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto?.subtle) {
    throw new PluginError(
      'NOT_SUPPORTED',
      'Plugins can only be verified in a secure context: serve the app over HTTPS or from localhost',
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}
