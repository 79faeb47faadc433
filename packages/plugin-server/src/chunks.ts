/** The same chunks, and a call when no more are wanted: at their end, at a failure, and when the reader turns away. */
export function whenOver(chunks: AsyncIterable<Uint8Array>, done: () => void): AsyncIterable<Uint8Array> {
  let over = false;
  const end = (): void => {
    if (!over) done();
    over = true;
  };
  return {
    [Symbol.asyncIterator]() {
      const inner = chunks[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const step = await inner.next();
            if (step.done) end();
            return step;
          } catch (error) {
            end();
            throw error;
          }
        },
        async return() {
          end();
          return (await inner.return?.()) ?? { done: true, value: undefined };
        },
      };
    },
  };
}
