import { type PanelRender, Stack } from '@fluxstudio/plugin-sdk/ui';
import type { CopilotPanelOptions } from './copilot-panel.tsx';
import { createTurnView } from './turn-view.tsx';

/** The newest turn as it comes in, for a question that was not asked in the panel. Closing it stops nothing: the panel has it. */
export function answerDialog({ copilot, insert }: CopilotPanelOptions): PanelRender {
  return (root, panel) => {
    const [first] = copilot.turns.slice(-1);
    if (!first) return undefined;
    const view = createTurnView(panel.document, first, {
      insert,
      askAgain(question) {
        panel.close();
        return copilot.ask(question);
      },
    });
    const stop = panel.document.createElement('Button');
    stop.append('Stop');
    stop.addEventListener('press', copilot.stop);
    const draw = () => {
      const now = copilot.turns.find(({ id }) => id === first.id);
      if (now) view.update(now);
      stop.setAttribute('disabled', now?.state !== 'answering');
    };
    root.append(
      <Stack>
        {view.element}
        {stop}
      </Stack>,
    );
    draw();
    return copilot.subscribe(draw);
  };
}
