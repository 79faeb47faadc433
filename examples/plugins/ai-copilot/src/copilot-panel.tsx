import { Divider, Empty, type PanelElement, type PanelRender, Stack } from '@fluxstudio/plugin-sdk/ui';
import type { Copilot } from './copilot.ts';
import { LONGEST_QUESTION, type Turn } from './turn.ts';
import { createTurnView, type TurnActions, type TurnView } from './turn-view.tsx';

/** What a panel remembers, beside what the plugin keeps in its storage. */
interface PanelMemory {
  readonly draft: string;
  readonly turns: readonly Turn[];
}

export interface CopilotPanelOptions {
  readonly copilot: Copilot;
  readonly insert: TurnActions['insert'];
}

interface TurnRow {
  readonly element: PanelElement<'Stack'>;
  readonly view: TurnView;
}

/** A field to ask, and the conversation below it, the newest turn first: an answer comes in where it is in sight. */
export function copilotPanel({ copilot, insert }: CopilotPanelOptions): PanelRender {
  return (root, panel) => {
    const memory = panel.getState<PanelMemory>();
    copilot.resume(memory?.turns);

    const field = panel.document.createElement('TextArea');
    const send = panel.document.createElement('Button');
    const stop = panel.document.createElement('Button');
    const clear = panel.document.createElement('Button');
    const log = panel.document.createElement('Stack');
    const rows = new Map<number, TurnRow>();
    const actions: TurnActions = { insert, askAgain: (question) => copilot.ask(question) };

    function remember(): void {
      panel.setState({ draft: field.value ?? '', turns: copilot.turns } satisfies PanelMemory);
    }
    async function ask(): Promise<void> {
      const question = (field.value ?? '').trim();
      field.setAttribute('error', question === '' ? 'Write a question first.' : '');
      if (question === '') return field.focus();
      field.value = '';
      await copilot.ask(question);
    }

    function draw(): void {
      const { turns, answering } = copilot;
      drawLog(log, turns);
      send.setAttribute('disabled', answering);
      stop.setAttribute('disabled', !answering);
      clear.setAttribute('disabled', turns.length === 0);
      // While an answer comes in, it changes many times a second.
      if (!answering) remember();
    }
    function drawLog(into: PanelElement<'Stack'>, turns: readonly Turn[]): void {
      const gone = new Set(rows.keys());
      for (const turn of turns) {
        gone.delete(turn.id);
        const row = rows.get(turn.id);
        if (row) row.view.update(turn);
        else {
          if (rows.size === 0) into.replaceChildren();
          const view = createTurnView(panel.document, turn, actions);
          const element = panel.document.createElement('Stack');
          element.append(<Divider />, view.element);
          rows.set(turn.id, { element, view });
          into.insertBefore(element, into.firstChild);
        }
      }
      for (const id of gone) {
        rows.get(id)?.element.remove();
        rows.delete(id);
      }
      if (turns.length === 0)
        into.replaceChildren(
          <Empty
            icon="✨"
            title="Ask the copilot"
            description="For a palette, for names, for how something is done in the studio."
          />,
        );
    }

    field.setAttribute('label', 'Question');
    field.setAttribute('rows', 3);
    field.setAttribute('maxLength', LONGEST_QUESTION);
    field.value = memory?.draft ?? '';
    field.addEventListener('change', remember);
    send.setAttribute('variant', 'primary');
    send.append('Send');
    send.addEventListener('press', ask);
    stop.append('Stop');
    stop.addEventListener('press', copilot.stop);
    clear.setAttribute('variant', 'ghost');
    clear.append('Clear');
    clear.addEventListener('press', copilot.clear);
    root.append(
      <Stack>
        {field}
        <Stack direction="row" gap="small" wrap>
          {send}
          {stop}
          {clear}
        </Stack>
        {log}
      </Stack>,
    );
    draw();
    return copilot.subscribe(draw);
  };
}
