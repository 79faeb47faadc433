import { StartupError } from './startup-error.ts';

/** An endpoint that speaks the chat completions of the OpenAI API. */
export interface AiConfig {
  /** Without a slash at its end: `https://ai.example/v1`. */
  readonly baseUrl: string;
  /** Absent where the endpoint asks for none. It never leaves the server. */
  readonly apiKey: string | undefined;
  readonly model: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Reads `AI_BASE_URL`, `AI_API_KEY` and `AI_MODEL`; `undefined` where no endpoint is named.
 *
 * @throws StartupError that names the variable
 */
export function readAiConfig(env: Readonly<Record<string, string | undefined>>): AiConfig | undefined {
  const { AI_BASE_URL, AI_API_KEY, AI_MODEL } = env;
  if (!AI_BASE_URL) {
    if (AI_API_KEY || AI_MODEL)
      throw new StartupError('AI_BASE_URL is not set: set it to an address such as https://ai.example/v1.');
    return undefined;
  }
  const url = URL.canParse(AI_BASE_URL) ? new URL(AI_BASE_URL) : undefined;
  // Over plain http anybody on the way could read the key and what users ask.
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw new StartupError('AI_BASE_URL must be an https: address, or an http: one on this machine.');
  if (url.username || url.password || url.search || url.hash)
    throw new StartupError('AI_BASE_URL must be an address alone: the key goes into AI_API_KEY.');
  if (!AI_MODEL) throw new StartupError('AI_MODEL is not set: set it to a model that AI_BASE_URL offers.');
  if (AI_API_KEY && !/^[\x21-\x7e]+$/.test(AI_API_KEY))
    throw new StartupError('AI_API_KEY has spaces or other characters that no header can carry.');
  return { baseUrl: url.href.replace(/\/+$/, ''), apiKey: AI_API_KEY || undefined, model: AI_MODEL };
}
