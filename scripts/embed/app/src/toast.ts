export interface Toast {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  /** HTML. */
  readonly html: string;
  readonly duration?: number | undefined;
  readonly buttons?: readonly { readonly label: string; onClick(): void }[];
}

/** The app's toasts, which render HTML. */
export function showToast({ kind, html, duration = 5000, buttons = [] }: Toast): {
  close(): void;
  readonly closed: Promise<void>;
} {
  const element = document.createElement('div');
  element.setAttribute('role', kind === 'error' ? 'alert' : 'status');
  element.className = `toast toast-${kind}`;
  element.innerHTML = html;
  for (const { label, onClick } of buttons) {
    const button = document.createElement('button');
    button.textContent = label;
    button.onclick = onClick;
    element.append(button);
  }
  document.body.append(element);
  let close = () => {};
  const closed = new Promise<void>((resolve) => {
    close = () => {
      element.remove();
      resolve();
    };
  });
  if (duration > 0) setTimeout(close, duration);
  return { close, closed };
}
