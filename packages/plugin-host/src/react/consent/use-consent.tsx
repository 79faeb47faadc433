import { type ReactNode, useEffect, useState } from 'react';
import type { ConsentDecision, ConsentRequest, ConsentService } from '../../services.ts';
import { ConsentDialog } from './consent-dialog.tsx';

interface Question {
  readonly id: number;
  readonly request: ConsentRequest;
  answer(decision: ConsentDecision): void;
}

const NOTHING: ConsentDecision = { granted: [] };

/**
 * The consent service of a host, and the element that asks. The service stays the same at every render. Put the element below the
 * {@link PluginHostProvider}, so that it knows the app's own permissions. Unmounting answers every open question with no.
 *
 * @example
 * const [consent, consentDialog] = useConsent();
 * // createPluginHost({ services: { consent, … } }), and in the JSX:
 * <PluginHostProvider host={host}>{consentDialog}</PluginHostProvider>
 */
export function useConsent(): readonly [ConsentService, ReactNode] {
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const [desk] = useState(() => createDesk(setQuestions));
  useEffect(() => desk.open(), [desk]);
  const first = questions[0];
  const dialog = first && <ConsentDialog key={first.id} request={first.request} onDecide={first.answer} />;
  return [desk.service, dialog];
}

/** Holds the questions, oldest first, outside of React: a host asks at any time. */
function createDesk(show: (questions: readonly Question[]) => void) {
  let questions: readonly Question[] = [];
  let lastId = 0;
  let closed = false;
  const set = (next: readonly Question[]) => {
    questions = next;
    if (!closed) show(next);
  };

  const service: ConsentService = {
    ask: (request, signal) =>
      new Promise((resolve) => {
        if (closed || signal.aborted) return resolve(NOTHING);
        const id = ++lastId;
        const answer = (decision: ConsentDecision) => {
          signal.removeEventListener('abort', withdraw);
          set(questions.filter((question) => question.id !== id));
          resolve(decision);
        };
        const withdraw = () => answer(NOTHING);
        signal.addEventListener('abort', withdraw);
        set([...questions, { id, request, answer }]);
      }),
  };

  return {
    service,
    /** Until the returned function is called, which answers what is open. StrictMode opens twice. */
    open() {
      closed = false;
      return () => {
        closed = true;
        for (const question of questions) question.answer(NOTHING);
      };
    },
  };
}
