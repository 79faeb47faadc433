/** A question and what came of it. */
export interface Turn {
  readonly id: number;
  readonly question: string;
  /** Markdown, as far as it is there. */
  readonly answer: string;
  readonly state: 'answering' | 'done' | 'stopped' | 'failed';
  /** What the user should know beside the answer. */
  readonly note?: string;
}

/** Turns that are kept; older ones are forgotten. */
export const MOST_TURNS = 20;
export const LONGEST_QUESTION = 4_000;
export const LONGEST_ANSWER = 20_000;

/** What was kept, of whichever version of this plugin: what is not a turn is left out. */
export function parseTurns(kept: unknown): Turn[] {
  if (!Array.isArray(kept)) return [];
  return kept
    .filter(isTurn)
    .slice(-MOST_TURNS)
    .map(({ question, answer, state, note }, id) => ({
      id,
      question: question.slice(0, LONGEST_QUESTION),
      answer: answer.slice(0, LONGEST_ANSWER),
      // Nobody answers it any more.
      state: state === 'answering' ? 'stopped' : state,
      ...(note === undefined ? {} : { note }),
    }));
}

function isTurn(value: unknown): value is Turn {
  if (typeof value !== 'object' || value === null) return false;
  const turn: { [K in keyof Turn]?: unknown } = value;
  return (
    typeof turn.question === 'string' &&
    typeof turn.answer === 'string' &&
    ['answering', 'done', 'stopped', 'failed'].some((state) => state === turn.state) &&
    ['string', 'undefined'].includes(typeof turn.note)
  );
}
