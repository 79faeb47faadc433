import { InputBox } from './input-box.tsx';
import { ProgressStack } from './progress-stack.tsx';
import { QuickPick } from './quick-pick.tsx';

/** What `useInteractions` shows, when it first has something to show. */
export const INTERACTION_DIALOGS = { InputBox, ProgressStack, QuickPick };
