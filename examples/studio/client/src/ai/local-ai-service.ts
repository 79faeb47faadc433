import type { AiService, ChatMessage } from '@fluxstudio/plugin-host';
import { answerLocally, type ExplainedCommand } from './local-answer.ts';
import { paletteFor } from './local-palette.ts';

export interface LocalAiParts {
  /** What can be explained now. */
  commands(): readonly ExplainedCommand[];
  /** Waits before each word: an answer is easier to follow when it is not there at once. Rejects when the signal is aborted. */
  pause(signal: AbortSignal): Promise<void>;
}

/** `api.ai` without a model and without a network: answers by rules, word by word, and the same ones every time. */
export function createLocalAiService({ commands, pause }: LocalAiParts): Required<AiService> {
  const answer = (messages: readonly ChatMessage[]) =>
    answerLocally(messages.findLast(({ role }) => role === 'user')?.content ?? '', commands());
  return {
    chat: (messages) => ({ content: answer(messages) }),
    chatStream(messages, { signal }) {
      const words = answer(messages).match(/\S+\s*/g) ?? [];
      return streamOf(words, () => pause(signal));
    },
    generate: (prompt, type) => ({ result: answerLocally(prompt, commands()), type }),
    suggest(context) {
      const subject = typeof context === 'string' ? context : (JSON.stringify(context) ?? '');
      return paletteFor(subject).map(({ color, role }, index) => ({
        id: color,
        title: color,
        description: `As ${role}`,
        confidence: 0.9 - index / 10,
      }));
    },
  };
}

function streamOf(pieces: readonly string[], before: () => Promise<void>): ReadableStream<string> {
  const rest = pieces.values();
  return new ReadableStream<string>(
    {
      async pull(controller) {
        const { value, done } = rest.next();
        if (done) return controller.close();
        await before();
        controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}
