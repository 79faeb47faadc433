import * as v from 'valibot';

type AnyFunction<A extends unknown[], R> = (...args: A) => R | Promise<R>;

/** A function that lives on the other side. Calling it is a round trip; release it when it will not be called again. */
export interface RemoteFunction<A extends unknown[] = unknown[], R = unknown> {
  (...args: A): R | Promise<R>;
  /** Calls it without waiting; what it throws is reported where it lives. */
  notify(...args: A): void;
  release(): void;
}

/** What has a `v.title()` is shown by it in the reference: schemas of classes and functions cannot tell their type. */

/** Schema of a function argument: a plugin passes a function, the host gets one it can release. */
export const callback = <A extends unknown[] = unknown[], R = unknown>(type = '(...args) => unknown') =>
  v.pipe(
    v.custom<AnyFunction<A, R>>((value) => typeof value === 'function', 'must be a function'),
    v.title(type),
    v.transform(
      (value): RemoteFunction<A, R> =>
        'release' in value ? (value as RemoteFunction<A, R>) : localFunction(value),
    ),
  );

function localFunction<A extends unknown[], R>(value: AnyFunction<A, R>): RemoteFunction<A, R> {
  return Object.assign((...args: A) => value(...args), {
    notify: (...args: A) => queueMicrotask(() => void value(...args)),
    release: () => undefined,
  });
}

export const text = (maxLength: number) =>
  v.pipe(v.string('must be a string'), v.maxLength(maxLength, `must have at most ${maxLength} characters`));

export const nonEmptyText = (maxLength: number) =>
  v.pipe(
    v.string('must be a string'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
  );

export const bytes = v.pipe(
  v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array, 'must be a Uint8Array'),
  v.title('Uint8Array'),
);

export const signal = v.pipe(
  v.custom<AbortSignal>((value) => value instanceof AbortSignal, 'must be an AbortSignal'),
  v.title('AbortSignal'),
);

/** Last argument of a call that can be cancelled. */
export const optionsWithSignal = v.optional(v.object({ signal: v.optional(signal) }), {});

export const stream = <T>(of: string) =>
  v.pipe(
    v.custom<ReadableStream<T>>((value) => value instanceof ReadableStream, 'must be a ReadableStream'),
    v.title(`ReadableStream<${of}>`),
  );
