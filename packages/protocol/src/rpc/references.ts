import { bindSignal, lendSignal, reviveSignal } from './signals.ts';
import { lendStream, reviveStream } from './streams.ts';
import type { References } from './types.ts';
import { ITERABLE, STREAM } from './wire.ts';

/**
 * Teaches a peer to pass async iterables, `ReadableStream`s and `AbortSignal`s, and to take a signal as an option of a call.
 *
 * @example
 * const peer = createPeer({ post, dispatch, references: streamReferences() });
 * for await (const line of await peer.call('log.follow', [], { signal })) console.log(line);
 */
export function streamReferences(): References {
  return {
    encode: (value) =>
      typeof value !== 'object' || !value
        ? undefined
        : value instanceof AbortSignal
          ? lendSignal(value)
          : lendStream(value),
    decode: (kind, remote) =>
      kind === ITERABLE || kind === STREAM ? reviveStream(kind, remote) : reviveSignal(kind, remote),
    bind: bindSignal,
  };
}
