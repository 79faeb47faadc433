import { fieldPath } from '@fluxstudio/plugin-protocol/field-path';
import * as v from 'valibot';
import { badField, type HttpError } from '../http-error.ts';
import { HEAD_LINE_BYTES, URL_LENGTH } from './limits.ts';
import { hasUserinfo, isTooLong } from './target.ts';

/** A plugin's request, as it crossed. Names of headers are in lower case, and may be ones that are not the plugin's to set. */
export interface OutboundRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** Empty where there is none. */
  readonly body: Uint8Array;
}

/** What the plugin gets before the first byte of the body. */
export interface UpstreamHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** After redirects. */
  readonly url: string;
}

/** Name of the header that carries an {@link UpstreamHead}, in lower case. */
export const RESPONSE_HEAD = 'x-plugin-response';

/** As every browser has them: they open tunnels, or send back what the client did not know it sent. */
const FORBIDDEN_METHODS: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

// Characters that the line of headers may take. With the longest URL and the other headers of the answer it stays below the 16 KiB
// that Node's clients take, and usually below the 8 KiB that proxies do.
const HEAD_LENGTH = 7_000;
const STATUS_TEXT_LENGTH = 200;

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";

const headSchema = v.strictObject(
  {
    url: v.pipe(
      v.string('must be text'),
      v.check((text) => URL.canParse(text), 'must be an absolute URL'),
      v.transform((text) => new URL(text)),
      v.check(({ protocol }) => protocol === 'http:' || protocol === 'https:', 'must be http or https'),
      v.check((url) => !hasUserinfo(url), 'must not have a user name or password'),
      v.check((url) => !isTooLong(url), `must have at most ${URL_LENGTH} characters`),
    ),
    method: v.pipe(
      v.string('must be text'),
      v.regex(new RegExp(`^${TOKEN}{1,20}$`), 'must be an HTTP method'),
      // Node would take it in any case of letters.
      v.toUpperCase(),
      v.check((method) => !FORBIDDEN_METHODS.includes(method), 'must not be CONNECT, TRACE or TRACK'),
    ),
    headers: v.pipe(
      v.array(
        v.strictTuple(
          [
            v.pipe(
              v.string('must be text'),
              v.regex(new RegExp(`^${TOKEN}+$`), 'must be the name of a header'),
            ),
            v.pipe(
              v.string('must be text'),
              // No line break begins another header or the body.
              v.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be a value that HTTP allows'),
            ),
          ],
          'must be a name and a value',
        ),
        'must be a list of names and values',
      ),
      v.maxLength(100, 'must have at most 100 headers'),
      v.transform((pairs) => new Headers(pairs.map(([name, value]): [string, string] => [name, value]))),
    ),
  },
  ({ expected }) => (expected === 'never' ? 'is not known' : 'is missing'),
);

/**
 * The body of `POST /:id/fetch`: a line of JSON and the bytes of the upstream request's body.
 *
 * @throws HttpError 400 `INVALID_ARGUMENT` that names the field
 */
export function parseFetchRequest(bytes: Uint8Array): OutboundRequest {
  const end = bytes.subarray(0, HEAD_LINE_BYTES + 1).indexOf(0x0a);
  if (end < 0) throw invalid('head', `must be a line of at most ${HEAD_LINE_BYTES} bytes before the body`);
  const head = v.safeParse(headSchema, parseJson(bytes.subarray(0, end)), { abortPipeEarly: true });
  if (!head.success) {
    const [issue] = head.issues;
    const path = issue.path?.map(({ key }) => key) ?? [];
    throw path.length > 0
      ? invalid(fieldPath(path), issue.message)
      : invalid('head', 'must be a JSON object');
  }
  const body = bytes.subarray(end + 1);
  const { method } = head.output;
  if (body.length > 0 && (method === 'GET' || method === 'HEAD'))
    throw invalid('body', `must be empty, as that of every ${method}`);
  return { ...head.output, body };
}

/**
 * The value of `X-Plugin-Response`: JSON in ASCII. Headers that make it too long are left out, the longest first: each is
 * passed on whole or not at all, since half a value could be taken for another.
 */
export function encodeResponseHead({ headers, ...rest }: UpstreamHead): string {
  // A reason phrase is the server's own words. What `Response` would not take of it is left out.
  const statusText = rest.statusText.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, STATUS_TEXT_LENGTH);
  const head = toAscii({ ...rest, statusText, headers: [] });
  const encoded = headers.map(toAscii);
  const kept = shortest(encoded, HEAD_LENGTH - head.length);
  return `${head.slice(0, -'[]}'.length)}[${kept.join(',')}]}`;
}

/** As many as there is room for, in their order. */
function shortest(texts: readonly string[], room: number): string[] {
  let left = room;
  const kept = new Set<number>();
  const byLength = [...texts.entries()].sort(([, one], [, other]) => one.length - other.length);
  for (const [index, { length }] of byLength) {
    left -= length + ','.length;
    if (left < 0) break;
    kept.add(index);
  }
  return texts.filter((_, index) => kept.has(index));
}

function toAscii(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw invalid('head', 'must be JSON in UTF-8');
  }
}

function invalid(field: string, message: string): HttpError {
  return badField('INVALID_ARGUMENT', field, message);
}
