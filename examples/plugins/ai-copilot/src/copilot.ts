import type { FluxStudioAPI, PluginStorage } from '@fluxstudio/plugin-sdk';
import { LONGEST_ANSWER, LONGEST_QUESTION, MOST_TURNS, parseTurns, type Turn } from './turn.ts';

const KEY = 'turns';
/** Turns that the assistant is told of with a question. */
const REMEMBERED = 6;
const ROLE =
  'You are the copilot of a design tool. Answer briefly, in Markdown. Propose colours as #rrggbb, each in backticks.';

/** One conversation, whoever shows it. */
export interface Copilot {
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly answering: boolean;
  subscribe(listener: () => void): () => void;
  /** Asks, in place of what is being answered. Resolves when that is over, however it ends. */
  ask(question: string): Promise<void>;
  stop(): void;
  clear(): Promise<void>;
  /** Takes up a conversation, where there is none yet. */
  resume(kept: unknown): void;
}

/**
 * @param storage where the conversation is kept. What cannot be kept there is in memory all the same.
 */
export function createCopilot(api: FluxStudioAPI, storage: PluginStorage): Copilot {
  const listeners = new Set<() => void>();
  let turns: readonly Turn[] = [];
  let nextId = 0;
  let current: AbortController | undefined;

  const show = (next: readonly Turn[]) => {
    turns = next;
    for (const listener of listeners) listener();
  };
  // Without the permission, panels still remember it until the page is closed.
  const keep = () => storage.set(KEY, turns).catch(() => undefined);
  const stop = () => current?.abort();

  async function ask(question: string): Promise<void> {
    stop();
    const controller = new AbortController();
    const { signal } = controller;
    current = controller;
    let turn: Turn = {
      id: nextId++,
      question: question.slice(0, LONGEST_QUESTION),
      answer: '',
      state: 'answering',
    };
    const change = (patch: Partial<Turn>) => {
      turn = { ...turn, ...patch };
      show(turns.map((each) => (each.id === turn.id ? turn : each)));
    };
    const before = turns;
    show([...turns, turn].slice(-MOST_TURNS));
    try {
      const stream = await api.ai.chatStream(messagesFor(before, turn.question), { signal });
      for await (const piece of piecesOf(stream, signal)) {
        change({ answer: turn.answer + piece });
        if (turn.answer.length > LONGEST_ANSWER) {
          change({
            answer: turn.answer.slice(0, LONGEST_ANSWER),
            note: 'The answer was cut off here: it is too long.',
          });
          break;
        }
      }
      if (signal.aborted) change({ state: 'stopped' });
      else if (turn.answer === '') change({ state: 'failed', note: 'There was no answer.' });
      else change({ state: 'done' });
    } catch (error) {
      if (signal.aborted) change({ state: 'stopped' });
      else change({ state: 'failed', note: error instanceof Error ? error.message : String(error) });
    } finally {
      if (current === controller) current = undefined;
      await keep();
    }
  }

  return {
    get turns() {
      return turns;
    },
    get answering() {
      return turns.at(-1)?.state === 'answering';
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask,
    stop,
    async clear() {
      stop();
      show([]);
      await storage.delete(KEY).catch(() => undefined);
    },
    resume(kept) {
      if (turns.length > 0) return;
      const resumed = parseTurns(kept);
      nextId += resumed.length;
      show(resumed);
    },
  };
}

/** What was kept before this plugin was started; nothing where it may not keep anything. */
export function keptTurns(storage: PluginStorage): Promise<unknown> {
  return storage.get(KEY).catch(() => undefined);
}

function messagesFor(before: readonly Turn[], question: string) {
  const past = before
    .filter(({ answer }) => answer !== '')
    .slice(-REMEMBERED)
    .flatMap((turn) => [
      { role: 'user' as const, content: turn.question },
      { role: 'assistant' as const, content: turn.answer },
    ]);
  return [{ role: 'system' as const, content: ROLE }, ...past, { role: 'user' as const, content: question }];
}

/** Ends when the signal is aborted; whoever reads no further cancels the answer. */
async function* piecesOf(stream: ReadableStream<string>, signal: AbortSignal): AsyncGenerator<string, void> {
  const reader = stream.getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    if (signal.aborted) return;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (signal.aborted) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}
