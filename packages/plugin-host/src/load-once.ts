import { lazyPart } from './lazy-part.ts';

/**
 * Something that is made of a part which is downloaded when it is first asked for. What failed to download is asked for again.
 *
 * @example
 * const writer = loadOnce(() => import('./settings-writer.ts'), ({ createSettingsWriter }) => createSettingsWriter(options));
 * await (await writer.get()).add(id, patch);
 */
export interface LoadOnce<T> {
  get(): Promise<T>;
  /** What was asked for, without asking for it. */
  peek(): Promise<T> | undefined;
}

export function loadOnce<M, T>(load: () => Promise<M>, make: (part: M) => T): LoadOnce<T> {
  let made: Promise<T> | undefined;
  return {
    get() {
      if (!made) {
        made = lazyPart(load()).then(make);
        made.catch(() => {
          made = undefined;
        });
      }
      return made;
    },
    peek: () => made,
  };
}
