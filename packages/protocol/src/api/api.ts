import type { Namespace } from '../contract.ts';
import { commands } from './commands.ts';
import { events } from './events.ts';
import { log } from './log.ts';
import { projects } from './projects.ts';
import { storage } from './storage.ts';
import { ui } from './ui.ts';
import { workspace } from './workspace.ts';

/** The namespaces every host offers. An app adds its own beside them. */
export const coreNamespaces = { commands, ui, projects, events, workspace, storage, log } as const;

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
