import type { ai } from '@fluxstudio/plugin-protocol/api/ai';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { AiService } from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.ai` of one plugin. An app may offer some of it. */
export function bindAi(service: AiService | undefined, scope: PluginScope): HostSide<typeof ai> {
  const need = <K extends keyof AiService>(key: K) => {
    offered(service, key, `ai.${key}`);
    return service as Required<Pick<AiService, K>>;
  };
  return {
    chat: async (messages, { signal }) => need('chat').chat(messages, serviceCall(scope, signal)),
    chatStream: async (messages, { signal }) =>
      need('chatStream').chatStream(messages, serviceCall(scope, signal)),
    generate: async (prompt, type, { signal }) =>
      need('generate').generate(prompt, type, serviceCall(scope, signal)),
    suggest: async (context, { signal }) => need('suggest').suggest(context, serviceCall(scope, signal)),
  };
}
