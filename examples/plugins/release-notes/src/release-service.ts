import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { parseRelease, type Release } from './release.ts';

/** What came of asking for the latest release. */
export type Answer =
  | { readonly kind: 'release'; readonly release: Release }
  /** The service does not take the token. */
  | { readonly kind: 'refused' }
  /** Asking again may help; `reason` is for the user. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks for the latest release. What the gate refuses is thrown; all else is an answer. */
export async function fetchLatest(
  network: FluxStudioAPI['network'],
  server: string,
  token: string,
  milliseconds: number,
): Promise<Answer> {
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const response = await network.fetch(`${server}/releases/latest`, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) {
      // Nobody reads it, and what is not read counts as a request under way.
      await response.body?.cancel();
      if (response.status === 401) return { kind: 'refused' };
      return { kind: 'failed', reason: `The service answered with status ${response.status}.` };
    }
    const release = parseRelease(await response.json().catch(rethrowUnlessSyntax));
    return release
      ? { kind: 'release', release }
      : { kind: 'failed', reason: 'The service answered with something that is no release.' };
  } catch (error) {
    if (signal.aborted)
      return { kind: 'failed', reason: `The service did not answer within ${milliseconds / 1000} s.` };
    if (codeOf(error) === 'NETWORK_ERROR')
      return { kind: 'failed', reason: 'The service cannot be reached.' };
    throw error;
  }
}

/** Text that is no JSON is an answer; a body that broke off is not. */
function rethrowUnlessSyntax(error: unknown): undefined {
  if (error instanceof SyntaxError) return undefined;
  throw error;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
