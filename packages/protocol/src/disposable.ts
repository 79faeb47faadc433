/** Something with an end. Disposing twice is disposing once. */
export interface Disposable {
  dispose(): void;
}

/** Wraps a function as a {@link Disposable} that runs it once. */
export function toDisposable(onDispose: () => void): Disposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      onDispose();
    },
  };
}

export function isDisposable(value: unknown): value is Disposable {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { dispose?: unknown }).dispose === 'function'
  );
}

/**
 * Owns disposables and disposes them in reverse order, once. One that throws does not keep the others alive: the
 * errors are collected and thrown as an `AggregateError` at the end.
 *
 * @example
 * const scope = createScope();
 * scope.add(toDisposable(() => clearInterval(timer)));
 * scope.dispose();
 */
export interface Scope extends Disposable {
  readonly disposed: boolean;
  readonly size: number;
  /** Adds to the scope and returns it; in a disposed scope it is disposed at once. */
  add<T extends Disposable>(disposable: T): T;
  /** Forgets one without disposing it. */
  remove(disposable: Disposable): void;
}

export function createScope(): Scope {
  const owned = new Set<Disposable>();
  let disposed = false;
  return {
    get disposed() {
      return disposed;
    },
    get size() {
      return owned.size;
    },
    add(disposable) {
      if (disposed) disposable.dispose();
      else owned.add(disposable);
      return disposable;
    },
    remove(disposable) {
      owned.delete(disposable);
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      const errors: unknown[] = [];
      for (const disposable of [...owned].reverse()) {
        try {
          disposable.dispose();
        } catch (error) {
          errors.push(error);
        }
      }
      owned.clear();
      if (errors.length > 0) throw new AggregateError(errors, 'Some disposables failed');
    },
  };
}
