import type { Namespace } from '../contract.ts';
import { ai } from './ai.ts';
import { clipboard } from './clipboard.ts';
import { commands } from './commands.ts';
import { env } from './env.ts';
import { events } from './events.ts';
import { extensions } from './extensions.ts';
import { files } from './files.ts';
import { l10n } from './l10n.ts';
import { log } from './log.ts';
import { network } from './network.ts';
import { permissions } from './permissions.ts';
import { projects } from './projects.ts';
import { secrets } from './secrets.ts';
import { storage } from './storage.ts';
import { syncStorage } from './sync-storage.ts';
import { ui } from './ui.ts';
import { workspace } from './workspace.ts';

/** The namespaces every host offers. An app adds its own beside them. */
export const coreNamespaces = {
  commands,
  ui,
  projects,
  files,
  ai,
  events,
  extensions,
  workspace,
  network,
  permissions,
  clipboard,
  env,
  l10n,
  storage,
  syncStorage,
  secrets,
  log,
} as const;

export type CoreNamespaces = typeof coreNamespaces;

/** What the worker must know to build a plugin's proxies: no schemas, only names and kinds. */
export interface ApiShape {
  name: string;
  on: 'api' | 'context';
  methods: Record<string, { kind: Namespace['methods'][string]['kind']; callbacks?: boolean }>;
}

/** Reduces contracts to what travels to the worker. */
export function toApiShape(namespaces: readonly Namespace[]): ApiShape[] {
  return namespaces.map(({ name, on, methods }) => ({
    name,
    on,
    methods: Object.fromEntries(
      Object.entries(methods).map(([key, method]) => [
        key,
        { kind: method.kind, ...('callbacks' in method && method.callbacks ? { callbacks: true } : {}) },
      ]),
    ),
  }));
}
