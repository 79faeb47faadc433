import { type AiService, type ChatMessage, PluginError } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import { chatFailure, chatPiece } from '../../../shared/ai-chat.ts';
import { readServerSentEvents } from '../../../shared/server-sent-events.ts';
import { ApiError, jsonBody, request } from '../api-client.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';

/** `api.ai` with the model behind the studio's server. Suggestions are none of its matters. */
export function createServerAiService(
  fetch: AuthorisedFetch,
): Required<Pick<AiService, 'chat' | 'chatStream' | 'generate'>> {
  async function ask(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): Promise<AsyncGenerator<string, void>> {
    try {
      const response = await request(fetch, '/api/ai/chat', {
        method: 'POST',
        signal,
        ...jsonBody({ messages }),
      });
      if (!response.body) throw new ApiError(response.status, 'The server answered without an answer.');
      return readAnswer(response.body, signal);
    } catch (error) {
      throw inPluginTerms(error, signal);
    }
  }
  async function answer(messages: readonly ChatMessage[], signal: AbortSignal): Promise<string> {
    let text = '';
    for await (const piece of await ask(messages, signal)) text += piece;
    return text;
  }
  return {
    chat: async (messages, { signal }) => ({ content: await answer(messages, signal) }),
    async chatStream(messages, { signal }) {
      const gone = new AbortController();
      const pieces = await ask(messages, AbortSignal.any([signal, gone.signal]));
      return new ReadableStream<string>(
        {
          async pull(controller) {
            const { value, done } = await pieces.next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
          cancel: () => gone.abort(),
        },
        { highWaterMark: 0 },
      );
    },
    async generate(prompt, type, { signal }) {
      const role = {
        role: 'system',
        content: `Answer with ${type} alone: no introduction, no comment.`,
      } as const;
      return { result: await answer([role, { role: 'user', content: prompt }], signal), type };
    },
  };
}

async function* readAnswer(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  try {
    for await (const { event, data } of readServerSentEvents(body)) {
      if (event === 'end') return;
      if (event === 'failure') {
        const { code, message } = v.parse(chatFailure, JSON.parse(data));
        throw new PluginError('UNAVAILABLE', message, { data: { reason: code } });
      }
      yield v.parse(chatPiece, JSON.parse(data)).text;
    }
  } catch (error) {
    throw inPluginTerms(error, signal);
  }
  throw new PluginError('NETWORK_ERROR', 'The answer broke off. Ask again.');
}

function inPluginTerms(cause: unknown, signal: AbortSignal): PluginError {
  if (cause instanceof PluginError) return cause;
  if (signal.aborted) return new PluginError('ABORTED', 'The question was taken back.', { cause });
  if (!(cause instanceof ApiError) || cause.status === 0)
    return new PluginError('NETWORK_ERROR', 'The server could not be reached, or broke off. Ask again.', {
      cause,
    });
  const code = cause.status === 400 || cause.status === 413 ? 'INVALID_ARGUMENT' : 'UNAVAILABLE';
  return new PluginError(code, cause.message, { cause });
}
