import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

type Decoder = (firstByte: number) => Transform;

/** Those that requests ask for; a body in any other is passed on as it is, with the header that says so. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  // By the standard in a zlib envelope, which some servers leave out.
  ['deflate', (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw())],
]);

/** The decoder for a `Content-Encoding`; `undefined` for none, for one it does not know, and for several in a row. */
export function decoderFor(contentEncoding: string | undefined): Decoder | undefined {
  return DECODERS.get(contentEncoding?.trim().toLowerCase() ?? '');
}

/** The decoded bytes. No more is read of the source than the reader of them asks for, and a few buffers. */
export async function* decode(
  source: AsyncIterator<Uint8Array, void>,
  createDecoder: Decoder,
): AsyncGenerator<Uint8Array, void> {
  const first = await source.next();
  // An empty body is in no encoding, whatever its headers say.
  if (first.done) return;
  const decoder = createDecoder(first.value[0] ?? 0);
  // Its reader hears of errors from the decoder.
  pipeline(startingWith(first.value, source), decoder, () => undefined);
  yield* decoder;
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
