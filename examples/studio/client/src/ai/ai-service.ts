import type { AiService } from '@fluxstudio/plugin-host';
import { aiStatus } from '../../../shared/ai-chat.ts';
import { requestJson } from '../api-client.ts';
import type { AuthorisedFetch } from '../session/authorised-fetch.ts';
import { createLocalAiService, type LocalAiParts } from './local-ai-service.ts';
import { createServerAiService } from './server-ai-service.ts';

/** `api.ai` of plugins: the model behind the server where it has one, and rules in this browser where it has none. */
export function createAiService(fetch: AuthorisedFetch, parts: LocalAiParts): Required<AiService> {
  const local = createLocalAiService(parts);
  const server = createServerAiService(fetch);
  let configured: boolean | undefined;

  /** Asked once, when a plugin first needs it; a server that does not answer is asked again. */
  async function chosen(): Promise<Pick<Required<AiService>, 'chat' | 'chatStream' | 'generate'>> {
    configured ??= await requestJson(fetch, aiStatus, '/api/ai').then(
      (status) => status.configured,
      () => undefined,
    );
    return configured ? server : local;
  }

  return {
    chat: async (messages, call) => (await chosen()).chat(messages, call),
    chatStream: async (messages, call) => (await chosen()).chatStream(messages, call),
    generate: async (prompt, type, call) => (await chosen()).generate(prompt, type, call),
    suggest: local.suggest,
  };
}

/** Milliseconds before each word of an answer by rules. */
const WORD = 25;

/** Waits as long as a word takes. */
export function pauseForWord(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, WORD);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
