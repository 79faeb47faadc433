import { createElement, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

/** React in a real page, used as a user would. */
export interface ReactPage {
  /** Resolves with what `find` finds, now or after a change of the page. */
  appears<T>(find: () => T | undefined | null | false): Promise<T>;
  /** A control that can be used now, by a part of its name. */
  control(name: string, within?: string): Promise<HTMLElement>;
  /** Clicks it, and gives it the focus as a mouse does. */
  press(name: string, within?: string): Promise<HTMLElement>;
  /** Resolves when a text is on the page. */
  shows(text: string): Promise<unknown>;
  /** Draws something else in the same place. */
  draw(node: ReactNode): void;
  close(): void;
}

const CONTROLS = 'button, [role="tab"], [role="option"], a, summary';

export function openReactPage(node: ReactNode): ReactPage {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const draw = (next: ReactNode) => root.render(createElement(StrictMode, null, next));
  draw(node);

  function appears<T>(find: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return false;
        resolve(found);
        return true;
      };
      if (look()) return;
      const observer = new MutationObserver(() => {
        if (look()) observer.disconnect();
      });
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });
  }

  function control(name: string, within = ''): Promise<HTMLElement> {
    const selector = CONTROLS.split(', ')
      .map((kind) => `${within} ${kind}`)
      .join(', ');
    return appears(() =>
      [...container.querySelectorAll<HTMLElement>(selector)].find(
        (element) =>
          element.getAttribute('aria-disabled') !== 'true' &&
          (element.getAttribute('aria-label') ?? element.textContent ?? '').includes(name),
      ),
    );
  }

  return {
    appears,
    control,
    async press(name, within) {
      const element = await control(name, within);
      element.focus();
      element.click();
      return element;
    },
    shows: (text) => appears(() => container.textContent?.includes(text)),
    draw,
    close() {
      root.unmount();
      container.remove();
    },
  };
}
