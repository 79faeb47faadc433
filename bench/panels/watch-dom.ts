const LONGEST_WAIT = 20_000;

/** Resolves with what is found, as soon as it is: looked for after each change below `target`. */
export function untilFound<T>(target: Node, find: () => T | undefined, below = true): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const giveUp = () => reject(new Error(`Waited in vain: ${target.textContent?.slice(0, 500)}`));
    const timer = setTimeout(giveUp, LONGEST_WAIT);
    const observer = new MutationObserver(look);
    observer.observe(target, { childList: true, characterData: below, subtree: below });
    look();
  });
}

/** Resolves as soon as the DOM is as wanted: looked at after each change of the children of `target`, or of all below it. */
export async function until(target: Node, fits: () => boolean, below = false): Promise<void> {
  await untilFound(target, () => fits() || undefined, below);
}

export interface FieldWatch {
  /** Types into a field as a user would, without telling anybody but its listeners. */
  type(field: HTMLInputElement, value: string): void;
  /** Resolves when somebody has set that value. */
  untilSet(field: HTMLInputElement, value: string): Promise<void>;
}

/** A value that is set changes no node. It is heard of where every renderer sets it, frameworks included. */
export function watchFields(): FieldWatch {
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const set = native?.set;
  if (!set) throw new Error('The values of fields cannot be watched');
  let hear: (field: HTMLInputElement) => void = () => undefined;
  Object.defineProperty(HTMLInputElement.prototype, 'value', {
    ...native,
    set(this: HTMLInputElement, value: string) {
      set.call(this, value);
      hear(this);
    },
  });
  return {
    type(field, value) {
      set.call(field, value);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    untilSet: (field, value) =>
      new Promise((resolve) => {
        hear = (changed) => {
          if (changed === field && field.value === value) resolve();
        };
      }),
  };
}
