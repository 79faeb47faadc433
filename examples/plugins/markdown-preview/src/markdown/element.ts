import type { Attributes, Piece, Tag } from '../message.ts';

/** The pieces of an element. */
export function* element(
  tag: Tag,
  content: Iterable<Piece> = [],
  attributes?: Attributes,
): Generator<Piece, void> {
  yield attributes ? { tag, attributes } : { tag };
  yield* content;
  yield null;
}
