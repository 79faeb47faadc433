import type { l10n } from '@fluxstudio/plugin-protocol/api/l10n';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { EnvironmentService } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

type Texts = Readonly<Record<string, string>>;

export function bindL10n({ manifest }: PluginScope, env: EnvironmentService): HostSide<typeof l10n> {
  return {
    getTexts: {
      get: () => ({ ...textsFor(manifest.l10n ?? {}, env.get().language) }),
      subscribe: (listener) => ({ dispose: env.subscribe(listener) }),
    },
  };
}

/** The lookup of RFC 4647: `zh-Hant-TW`, `zh-Hant`, `zh`. Case does not count. */
export function textsFor(languages: Readonly<Record<string, Texts>>, language: string): Texts {
  const byName = new Map(Object.entries(languages).map(([name, texts]) => [name.toLowerCase(), texts]));
  const parts = language.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const texts = byName.get(parts.slice(0, length).join('-'));
    if (texts) return texts;
  }
  return {};
}
