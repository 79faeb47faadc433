import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ConsentDecision, ConsentRequest, ConsentService } from './host-source.ts';

/** How the user answers: all of it, nothing, some permissions, or some until the page is closed (`session`). */
export type ConsentAnswer = 'allow' | 'deny' | readonly string[] | ConsentDecision;

/** The user behind the dialog that asks for permissions. */
export interface ConsentDesk {
  readonly service: ConsentService;
  /** Answers the open question, or else the next one; resolves with what was asked. */
  answer(answer: ConsentAnswer): Promise<ConsentRequest>;
}

interface Question {
  readonly request: ConsentRequest;
  decide(decision: ConsentDecision): void;
}

interface Waiting {
  readonly answer: ConsentAnswer;
  asked(request: ConsentRequest): void;
}

/** @param standing answers every question; without it each waits for {@link ConsentDesk.answer} */
export function createConsentDesk(standing: ConsentAnswer | undefined): ConsentDesk {
  const questions: Question[] = [];
  const answers: Waiting[] = [];

  function match(): void {
    while (questions.length > 0 && answers.length > 0) {
      const { request, decide } = questions.shift() as Question;
      const { answer, asked } = answers.shift() as Waiting;
      decide(toDecision(answer, request));
      asked(request);
    }
  }

  return {
    service: {
      ask(request, signal) {
        if (standing !== undefined) return Promise.resolve(toDecision(standing, request));
        return new Promise((decide, reject) => {
          signal.addEventListener('abort', () =>
            reject(new PluginError('ABORTED', 'Nobody answered before the host was disposed')),
          );
          questions.push({ request, decide });
          match();
        });
      },
    },
    answer: (answer) =>
      new Promise((asked) => {
        answers.push({ answer, asked });
        match();
      }),
  };
}

function toDecision(answer: ConsentAnswer, { permissions }: ConsentRequest): ConsentDecision {
  if (answer === 'allow') return { granted: permissions };
  if (answer === 'deny') return { granted: [] };
  return 'granted' in answer ? answer : { granted: answer };
}
