import { definePlugin } from '@fluxstudio/plugin-sdk';
import { answerDialog } from './answer-dialog.tsx';
import { noteFor } from './board-note.ts';
import { createCopilot, keptTurns } from './copilot.ts';
import { copilotPanel } from './copilot-panel.tsx';
import type {} from './studio.ts';

export default definePlugin({
  async activate({ storage, subscriptions }, api) {
    const copilot = createCopilot(api, storage);
    copilot.resume(await keptTurns(storage));

    async function insert(answer: string): Promise<string> {
      if (!(await api.permissions.request('board')))
        return 'Not inserted: the copilot may not use your board.';
      const { length } = await api.board.list();
      await api.board.setSelection([await api.board.addShape(noteFor(answer, length))]);
      return 'It is on the board.';
    }

    async function askByCommand(): Promise<string | undefined> {
      const question = (
        await api.ui.showInputBox({ title: 'Ask the copilot', placeholder: 'A palette for a calm sea' })
      )?.trim();
      if (!question) return undefined;
      void copilot.ask(question);
      await api.ui.showModal(answerDialog({ copilot, insert }));
      return copilot.turns.at(-1)?.answer;
    }

    subscriptions.push(
      api.ui.registerPanel(
        { id: 'copilot', title: 'Copilot', location: 'rightPanel' },
        copilotPanel({ copilot, insert }),
      ),
      api.commands.register('ask', askByCommand),
      { dispose: copilot.stop },
    );
  },
});
