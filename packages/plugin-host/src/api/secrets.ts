import type { secrets } from '@fluxstudio/plugin-protocol/api/secrets';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { SecretStore } from '../storage/secret-store.ts';

export function bindSecrets(store: SecretStore): HostSide<typeof secrets> {
  return {
    get: (key) => store.get(key),
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
  };
}
