/** The app's confirm dialog. */
export function confirm(question: string): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-label', question);
    const text = document.createElement('p');
    text.textContent = question;
    const button = (label: string) => {
      const element = document.createElement('button');
      element.textContent = label;
      element.onclick = () => dialog.close(label);
      return element;
    };
    dialog.append(text, button('Cancel'), button('OK'));
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'OK');
    };
    document.body.append(dialog);
    dialog.showModal();
  });
}
