import {
  Button,
  type PanelDocument,
  type PanelElement,
  Skeleton,
  Stack,
  Text,
} from '@fluxstudio/plugin-sdk/ui';
import type { Turn } from './turn.ts';

export interface TurnActions {
  askAgain(question: string): unknown;
  /** Resolves with what to tell the user. */
  insert(answer: string): Promise<string>;
}

/** A turn that is drawn, and follows its changes. */
export interface TurnView {
  readonly element: PanelElement<'Stack'>;
  update(turn: Turn): void;
}

export function createTurnView(document: PanelDocument, turn: Turn, actions: TurnActions): TurnView {
  const answer = document.createElement('Markdown');
  const note = document.createElement('Text');
  note.setAttribute('live', 'polite');
  const below = document.createElement('Stack');
  below.setAttribute('gap', 'small');
  const element = document.createElement('Stack');
  element.setAttribute('gap', 'small');
  element.append(
    <>
      <Text weight="bold">{turn.question}</Text>
      {answer}
      {note}
      {below}
    </>,
  );
  let shown: Turn | undefined;

  const tell = (text: string, tone: 'danger' | 'muted') => {
    note.setAttribute('tone', tone);
    note.setAttribute('size', 'small');
    note.textContent = text;
  };
  const insert = async ({ answer: text }: Turn) => {
    tell('', 'muted');
    try {
      tell(await actions.insert(text), 'muted');
    } catch (error) {
      tell(`Not inserted: ${error instanceof Error ? error.message : String(error)}`, 'danger');
    }
  };

  /** What those hear who do not see it. An answer that was there before is no news. */
  function outcome({ state }: Turn): string {
    if (state === 'stopped') return 'Stopped.';
    return state === 'done' && shown?.state === 'answering' ? 'Answered.' : '';
  }

  /** Only where something else is offered: a button that is replaced loses the focus. */
  function drawBelow(now: Turn): void {
    if (now.state === 'answering') {
      if (now.answer === '') below.replaceChildren(<Skeleton lines={2} label="The copilot is thinking" />);
      else below.replaceChildren();
      return;
    }
    below.replaceChildren(
      <Stack direction="row" gap="small" wrap>
        {now.answer !== '' && <Button onPress={() => insert(now)}>Insert on board</Button>}
        {now.state !== 'done' && <Button onPress={() => actions.askAgain(now.question)}>Ask again</Button>}
      </Stack>,
    );
  }

  function update(now: Turn): void {
    if (shown?.answer !== now.answer) answer.setAttribute('text', now.answer);
    if (shown?.state !== now.state || (shown.answer === '') !== (now.answer === '')) drawBelow(now);
    if (shown?.state !== now.state || shown.note !== now.note)
      tell(now.note ?? outcome(now), now.state === 'failed' ? 'danger' : 'muted');
    shown = now;
  }

  update(turn);
  return { element, update };
}
