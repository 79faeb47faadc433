import type { ToastContent } from '../toasts/toast-store.ts';
import type { OpenFile } from './open-file.ts';

/** What is said of a file that is left and not saved. It stays until it is closed, for the text is nowhere else. */
export function unsavedToast({ path, text, elsewhere, problem }: OpenFile): ToastContent {
  const reason = elsewhere === undefined ? problem : `Somebody else has ${elsewhere} it meanwhile.`;
  return {
    type: 'error',
    title: `“${path}” was not saved`,
    ...(reason === undefined ? {} : { message: reason }),
    duration: 0,
    actions: [{ label: 'Copy your text', run: () => navigator.clipboard.writeText(text) }],
  };
}
