import * as v from 'valibot';
import { type ChatRequest, LONGEST_ANSWER } from '../shared/ai-chat.ts';
import { readServerSentEvents } from '../shared/server-sent-events.ts';
import type { AiConfig } from './ai-config.ts';

/** Why there is no answer, in words for the user. What the endpoint said itself is in `cause`, for the log. */
export class AiFailure extends Error {
  override readonly name = 'AiFailure';
  readonly code: string;
  readonly status: number;
  /** Milliseconds after which to try again, where the endpoint says so. */
  readonly waitMs: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    options: { cause?: unknown; waitMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.waitMs = options.waitMs;
  }
}

export interface AiDeadlines {
  /** Milliseconds between two pieces, and before the first. */
  readonly idle: number;
  /** Milliseconds for all of an answer. */
  readonly total: number;
}

/** Asks a model. */
export interface AiEndpoint {
  readonly model: string;
  /**
   * Resolves when the endpoint begins to answer, with the pieces of text. When `signal` is aborted, the endpoint is told at once.
   *
   * @throws AiFailure, also while the pieces are read
   */
  ask(messages: ChatRequest['messages'], signal: AbortSignal): Promise<AsyncGenerator<string, void>>;
}

const PATIENCE: AiDeadlines = { idle: 30_000, total: 180_000 };

/** A piece of a streamed answer; what else is in it is not for us. */
const completion = v.object({
  choices: v.optional(
    v.array(
      v.object({
        delta: v.optional(v.object({ content: v.nullish(v.string()) })),
        finish_reason: v.nullish(v.string()),
      }),
    ),
    [],
  ),
  error: v.optional(v.unknown()),
});

/** An endpoint with the chat completions of the OpenAI API, streamed. */
export function createAiEndpoint({ baseUrl, apiKey, model }: AiConfig, patience = PATIENCE): AiEndpoint {
  return {
    model,
    async ask(messages, signal) {
      const watch = watchDeadlines(patience, signal);
      try {
        const response = await fetch(`${baseUrl}/chat/completions`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Accept: 'text/event-stream',
            ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
          },
          body: JSON.stringify({ model, messages, stream: true }),
          // The key is for this address alone.
          redirect: 'error',
          signal: watch.signal,
        });
        if (!response.ok) throw await refusal(response);
        const type = response.headers.get('content-type') ?? '';
        if (!response.body || !/^text\/event-stream\b/i.test(type)) {
          await response.body?.cancel();
          throw new AiFailure(502, 'AI_FAILED', 'The AI endpoint answered with something unexpected.', {
            cause: `Content-Type: ${type}`,
          });
        }
        return readAnswer(response.body, watch);
      } catch (error) {
        watch.end();
        throw inWords(error, watch);
      }
    },
  };
}

async function* readAnswer(body: ReadableStream<Uint8Array>, watch: Watch): AsyncGenerator<string, void> {
  let length = 0;
  let finished = false;
  try {
    for await (const { data } of readServerSentEvents(body)) {
      watch.touch();
      if (data === '[DONE]') return;
      const { choices, error } = parseCompletion(data);
      if (error !== undefined)
        throw new AiFailure(502, 'AI_FAILED', 'The AI endpoint stopped with an error.', { cause: error });
      const [choice] = choices;
      const text = choice?.delta?.content ?? '';
      length += text.length;
      if (length > LONGEST_ANSWER)
        throw new AiFailure(502, 'AI_TOO_LONG', 'The answer is too long. Ask for less.');
      if (text !== '') yield text;
      finished ||= typeof choice?.finish_reason === 'string';
    }
    // Some say that it is complete by the reason alone.
    if (!finished) throw new AiFailure(502, 'AI_BROKE_OFF', 'The answer broke off. Ask again.');
  } catch (error) {
    throw inWords(error, watch);
  } finally {
    watch.end();
  }
}

function parseCompletion(data: string): v.InferOutput<typeof completion> {
  try {
    return v.parse(completion, JSON.parse(data));
  } catch (cause) {
    throw new AiFailure(502, 'AI_FAILED', 'The AI endpoint answered with something unexpected.', { cause });
  }
}

/** What an error status means. The body can name accounts and keys: it is for the log. */
async function refusal(response: Response): Promise<AiFailure> {
  await response.body?.cancel();
  const cause = `HTTP ${response.status}`;
  switch (response.status) {
    case 401:
    case 403:
      return new AiFailure(502, 'AI_KEY_REFUSED', 'The AI endpoint refused the key of this studio.', {
        cause,
      });
    case 404:
      return new AiFailure(502, 'AI_NO_MODEL', 'The AI endpoint does not have the model of this studio.', {
        cause,
      });
    case 413:
    case 400:
      return new AiFailure(
        502,
        'AI_REFUSED',
        'The AI endpoint did not take the question. Shorten it, or begin a new conversation.',
        { cause },
      );
    case 429: {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const waitMs = seconds > 0 && seconds < 86_400 ? seconds * 1000 : 60_000;
      return new AiFailure(429, 'AI_BUSY', 'The AI endpoint has too many questions', { cause, waitMs });
    }
    default:
      return new AiFailure(502, 'AI_FAILED', 'The AI endpoint failed. Try again later.', { cause });
  }
}

interface Watch {
  readonly signal: AbortSignal;
  readonly late: boolean;
  /** Something has arrived. */
  touch(): void;
  end(): void;
}

function watchDeadlines({ idle, total }: AiDeadlines, asker: AbortSignal): Watch {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timers = { idle: setTimeout(stop, idle), total: setTimeout(stop, total) };
  return {
    signal: AbortSignal.any([controller.signal, asker]),
    get late() {
      return controller.signal.aborted;
    },
    touch: () => void timers.idle.refresh(),
    end() {
      clearTimeout(timers.idle);
      clearTimeout(timers.total);
    },
  };
}

function inWords(error: unknown, { late }: Watch): AiFailure {
  if (late) return new AiFailure(504, 'AI_TIMEOUT', 'The AI endpoint takes too long. Try again later.');
  if (error instanceof AiFailure) return error;
  return new AiFailure(
    502,
    'AI_UNREACHABLE',
    'The AI endpoint could not be reached, or broke off. Ask again.',
    {
      cause: error,
    },
  );
}
