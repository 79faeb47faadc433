import type { SyntheticEvent } from 'react';

interface Handlers {
  onMouseDown?(event: SyntheticEvent): void;
  onClick?(event: SyntheticEvent): void;
  onKeyDown?(event: SyntheticEvent & { readonly key: string }): void;
}

/**
 * Keeps a control from doing anything while it is disabled. It keeps the focus, which the attribute `disabled` would take from it, and
 * a plugin may disable what the user has just changed.
 */
export function inertControl(disabled: boolean | undefined): Handlers {
  if (!disabled) return {};
  return {
    onMouseDown: (event) => event.preventDefault(),
    onClick: (event) => event.preventDefault(),
    onKeyDown: (event) => {
      if (event.key !== 'Tab') event.preventDefault();
    },
  };
}
