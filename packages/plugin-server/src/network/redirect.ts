import { type Hop, networkError } from './failure.ts';
import { withoutBodyHeaders, withoutCredentials } from './headers.ts';

/** A hop and what is sent there. */
export interface Step extends Hop {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const NOTHING = new Uint8Array();

/**
 * Where an answer sends the request, as the Fetch standard has it: 303 makes everything but `HEAD` a `GET`, 301 and 302 a `POST`; then the
 * body and the headers about it are gone. On another origin only the headers that can carry no credential remain. `undefined`
 * when the answer is no redirect, or does not say where to.
 *
 * @throws HttpError `NETWORK_ERROR` for a `Location` that is no URL
 */
export function redirectOf(step: Step, status: number, location: string | undefined): Step | undefined {
  if (!REDIRECTS.includes(status) || location === undefined) return undefined;
  const url = parseLocation(step, location);
  const kept = url.origin === step.url.origin ? step.headers : withoutCredentials(step.headers);
  const next = { url, redirects: step.redirects + 1 };
  const { method, body } = step;
  return becomesGet(status, method)
    ? { ...next, method: 'GET', headers: withoutBodyHeaders(kept), body: NOTHING }
    : { ...next, method, headers: kept, body };
}

function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function parseLocation(step: Step, location: string): URL {
  // Node reads header bytes as Latin-1; a Location with other than ASCII is UTF-8 in practice.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  if (!URL.canParse(text, step.url)) throw networkError(step, 'redirects to something that is not a URL');
  return new URL(text, step.url);
}
