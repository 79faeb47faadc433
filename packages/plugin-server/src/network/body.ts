import type { IncomingMessage } from 'node:http';
import type { HttpError } from '../http-error.ts';
import { decode, decoderFor } from './decode.ts';
import type { Exchange } from './exchange.ts';
import { describeHop, type Hop, networkError, overLimit, toFailure } from './failure.ts';
import type { FetchLimits } from './limits.ts';

// Statuses whose answer has no body, as `Response` of the Web platform has it.
const BODILESS: readonly number[] = [204, 205, 304];

/** What is needed of Node's message. */
export type Answer = Pick<IncomingMessage, 'statusCode' | 'headers'> & AsyncIterable<Uint8Array>;

/** A body of the plugin's answer. */
export interface UpstreamBody {
  /** Encoding and length of the headers no longer hold. */
  readonly isDecoded: boolean;
  /** Reads the upstream as it is read. `return()` destroys the connection at once, also while a `next()` waits. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** @throws HttpError `LIMIT_EXCEEDED` for a body that says it is too large, `NETWORK_ERROR` for one in several encodings */
export function openBody(
  response: Answer,
  method: string,
  hop: Hop,
  exchange: Exchange,
  limits: FetchLimits,
): UpstreamBody {
  if (method === 'HEAD' || BODILESS.includes(response.statusCode ?? 0)) {
    exchange.end();
    return { isDecoded: false, chunks: none() };
  }
  if (Number(response.headers['content-length']) > limits.responseBytes) throw tooLarge(hop, limits);
  const encoding = response.headers['content-encoding'];
  if (encoding?.includes(',')) throw networkError(hop, 'sent a body in several encodings');

  const received = capped(read(response, hop, exchange), hop, limits);
  const decoder = decoderFor(encoding);
  const decoded = decoder ? capped(decode(received, decoder), hop, limits) : received;
  return { isDecoded: decoder !== undefined, chunks: closing(decoded, hop, exchange, limits) };
}

async function* none(): AsyncGenerator<Uint8Array, void> {}

async function* read(response: Answer, hop: Hop, { within }: Exchange): AsyncGenerator<Uint8Array, void> {
  const chunks: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]();
  const words = `${describeHop(hop)} sent no more of the answer`;
  for (;;) {
    // Only while somebody waits: a reader that takes its time is not the upstream's fault.
    const next = await within('idleMs', words, () => chunks.next());
    if (next.done) return;
    yield next.value;
  }
}

/** Counted before decoding and after: either can be endless while the other stays small. */
async function* capped(
  chunks: AsyncIterable<Uint8Array>,
  hop: Hop,
  limits: FetchLimits,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limits.responseBytes) throw tooLarge(hop, limits);
    yield chunk;
  }
}

function tooLarge(hop: Hop, limits: FetchLimits): HttpError {
  return overLimit(502, 'responseBytes', limits, `the answer of ${describeHop(hop)} is larger than`);
}

/** Ends the exchange with the body. A generator alone would answer `return()` only after the `next()` that waits. */
function closing(
  chunks: AsyncGenerator<Uint8Array, void>,
  hop: Hop,
  exchange: Exchange,
  limits: FetchLimits,
): AsyncIterable<Uint8Array> {
  const done = { done: true, value: undefined } as const;
  let isOver = false;
  const release = (failure?: HttpError): void => {
    isOver = true;
    exchange.end(failure);
    // A decoder that is in the middle of a body is freed.
    chunks.return().catch(() => undefined);
  };
  const iterator: AsyncIterator<Uint8Array, void> = {
    async next() {
      if (isOver) return done;
      try {
        const next = await exchange.during(chunks.next());
        if (next.done) release();
        return next;
      } catch (error) {
        // It was returned in the meantime, and nobody wants to know more.
        if (isOver) return done;
        // What aborts the exchange shows as a broken connection.
        const failure = exchange.signal.aborted ? exchange.signal.reason : toFailure(error, hop, limits);
        release(failure);
        throw failure;
      }
    },
    async return() {
      release();
      return done;
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
