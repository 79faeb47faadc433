import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { DownloadedBundle, RequestOptions } from './backend.ts';

/** The address of a bundle, or `undefined` for one that is neither `https:` nor on the origin of the app. */
export function bundleAddress(url: string): URL | undefined {
  const { href, origin } = globalThis.location ?? {};
  if (!URL.canParse(url, href)) return undefined;
  const address = new URL(url, href);
  const own = address.origin === origin && address.protocol === 'http:';
  return own || address.protocol === 'https:' ? address : undefined;
}

/**
 * The bytes at an address of the catalogue. Nothing is believed about them: the host compares their hash.
 *
 * @throws PluginError `NOT_FOUND`, `HTTP_ERROR`, `ABORTED`, `INVALID_ARGUMENT` for an address that is not allowed
 */
export async function downloadBundle(
  url: string,
  fetch: typeof globalThis.fetch,
  { signal }: RequestOptions = {},
): Promise<DownloadedBundle> {
  const address = bundleAddress(url);
  if (!address)
    throw new PluginError('INVALID_ARGUMENT', `A bundle must be https or on the origin of the app: ${url}`);
  try {
    const response = await fetch(address.href, signal ? { signal } : {});
    if (!response.ok) {
      const code = response.status === 404 ? 'NOT_FOUND' : 'HTTP_ERROR';
      throw new PluginError(code, `${address.href} answered ${response.status}: is the bundle published?`);
    }
    return {
      bytes: new Uint8Array(await response.arrayBuffer()),
      contentType: response.headers.get('Content-Type') ?? '',
    };
  } catch (error) {
    if (error instanceof PluginError) throw error;
    if (signal?.aborted) throw new PluginError('ABORTED', 'The download was cancelled', { cause: error });
    throw new PluginError('HTTP_ERROR', `${address.href} could not be downloaded: check the connection`, {
      cause: error,
    });
  }
}
