import { type ApiShape, coreNamespaces, toApiShape } from '@fluxstudio/plugin-protocol/api/api';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { CommandRegistry } from '../contributions/command-registry.ts';
import type { EventBus } from '../contributions/event-bus.ts';
import { DEFAULT_LIMITS, type SandboxLimits } from '../limits/limits.ts';
import type { HostServices } from '../services.ts';
import type { PluginStorage } from '../storage/plugin-storage.ts';
import { bindCommands } from './commands.ts';
import { bindEvents } from './events.ts';
import { type BoundNamespace, createGate, type Gate } from './gate.ts';
import { bindLog, type LogSink } from './log.ts';
import type { PluginScope } from './plugin-scope.ts';
import { bindProjects } from './projects.ts';
import { bindStorage } from './storage.ts';
import { bindUi } from './ui.ts';
import { bindWorkspace, type SettingsAccess } from './workspace.ts';

export interface PluginApiOptions {
  plugin: PluginScope;
  /** What the user has granted right now. */
  granted(): readonly string[];
  commands: CommandRegistry;
  events: EventBus;
  settings: SettingsAccess;
  storage: PluginStorage;
  services: HostServices;
  log: LogSink;
  limits?: Partial<SandboxLimits>;
  onDenied?(denial: PluginError): void;
}

export interface PluginApi extends Gate {
  /** What the worker needs to build its proxies. */
  readonly shape: ApiShape[];
}

/** The whole API as one plugin may use it: every namespace bound to it, behind one gate. */
export function createPluginAPI(options: PluginApiOptions): PluginApi {
  const { plugin, granted, services, onDenied } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const bound: BoundNamespace[] = [
    { contract: coreNamespaces.commands, implementation: bindCommands(plugin, options.commands) },
    { contract: coreNamespaces.ui, implementation: bindUi(plugin, services.notifications, limits) },
    { contract: coreNamespaces.projects, implementation: bindProjects(services.projects) },
    { contract: coreNamespaces.events, implementation: bindEvents(plugin, options.events, limits) },
    { contract: coreNamespaces.workspace, implementation: bindWorkspace(options.settings) },
    { contract: coreNamespaces.storage, implementation: bindStorage(options.storage) },
    { contract: coreNamespaces.log, implementation: bindLog(plugin, options.log, limits) },
  ];
  const gate = createGate({
    pluginId: plugin.identity.id,
    granted,
    namespaces: bound,
    own: plugin.own,
    onDenied,
  });
  return { ...gate, shape: toApiShape(bound.map(({ contract }) => contract)) };
}
