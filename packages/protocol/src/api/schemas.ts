import * as v from 'valibot';

/** A function that lives on the other side. Calling it is a round trip; dispose it when it will not be called again. */
export type RemoteFunction<A extends unknown[] = unknown[], R = unknown> = (...args: A) => R | Promise<R>;

/** Schema of a function argument. */
export const callback = <A extends unknown[] = unknown[], R = unknown>() =>
  v.custom<RemoteFunction<A, R>>((value) => typeof value === 'function', 'must be a function');

export const text = (maxLength: number) =>
  v.pipe(v.string('must be a string'), v.maxLength(maxLength, `must have at most ${maxLength} characters`));

export const nonEmptyText = (maxLength: number) =>
  v.pipe(
    v.string('must be a string'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
  );
