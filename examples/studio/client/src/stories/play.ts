/** Resolves with what `find` finds, now or after a change of the page. */
export function appears<T>(find: () => T | null | undefined): Promise<T> {
  const now = find();
  if (now) return Promise.resolve(now);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const found = find();
      if (!found) return;
      observer.disconnect();
      resolve(found);
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

const CONTROLS = 'button, [role="tab"], [role="option"], [role="menuitem"], a, summary';

/** Clicks the first control whose text or label begins with `name`, once it can be used. */
export async function press(name: string, within: ParentNode | string = document): Promise<void> {
  const control = await appears(() => {
    const place = typeof within === 'string' ? document.querySelector(within) : within;
    return [...(place?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find(
      (element) =>
        element.getAttribute('aria-disabled') !== 'true' &&
        (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().startsWith(name),
    );
  });
  control.focus();
  control.click();
}

/** Types into a field as React hears it. */
export async function type(text: string, selector: string): Promise<void> {
  const field = await appears(() => document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector));
  field.focus();
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  // React watches the property of the element itself, so the one of its class is called.
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Opens the context menu of an element, by the mouse. */
export async function openContextMenu(selector: string): Promise<void> {
  const element = await appears(() => document.querySelector(selector));
  const at = { bubbles: true, cancelable: true, clientX: 120, clientY: 120 };
  element.dispatchEvent(new MouseEvent('contextmenu', at));
}
