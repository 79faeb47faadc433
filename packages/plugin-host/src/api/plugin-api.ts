import { type ApiShape, coreNamespaces, toApiShape } from '@fluxstudio/plugin-protocol/api/api';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { SyncStorageBackend } from '../backend/backend.ts';
import type { CommandRegistry } from '../contributions/command-registry.ts';
import type { ContextKeys } from '../contributions/context-keys.ts';
import type { ContributionList } from '../contributions/contribution-list.ts';
import type { EventBus } from '../contributions/event-bus.ts';
import { countExportCalls } from '../limits/export-calls.ts';
import { DEFAULT_LIMITS, type SandboxLimits } from '../limits/limits.ts';
import type { PanelLayout } from '../panels/panel-layout.ts';
import type { PanelMemories } from '../panels/panel-memories.ts';
import type { WebviewFrameOptions } from '../panels/webview-element.ts';
import type { EnvironmentService, HostServices, PanelEntry, ToolbarEntry } from '../services.ts';
import type { PluginStorage } from '../storage/plugin-storage.ts';
import type { SecretStore } from '../storage/secret-store.ts';
import { bindAi } from './ai.ts';
import type { AppNamespace } from './app-namespace.ts';
import { bindService, serviceCall } from './bind-service.ts';
import { bindClipboard } from './clipboard.ts';
import { bindCommands } from './commands.ts';
import { bindEnv } from './env.ts';
import { bindEvents } from './events.ts';
import { bindExtensions, type ExtensionAccess } from './extensions.ts';
import { type BoundNamespace, createGate, type Gate } from './gate.ts';
import { bindL10n } from './l10n.ts';
import { bindLog, type LogSink } from './log.ts';
import { bindNetwork } from './network.ts';
import { bindPermissions, type GrantAccess } from './permissions.ts';
import type { PluginScope } from './plugin-scope.ts';
import { bindSecrets } from './secrets.ts';
import { bindStorage } from './storage.ts';
import { bindSyncStorage } from './sync-storage.ts';
import { bindUi } from './ui.ts';
import { bindWorkspace, type SettingsAccess } from './workspace.ts';

/** What plugins share: the parts of the host behind their APIs. */
export interface SharedParts {
  readonly commands: CommandRegistry;
  readonly events: EventBus;
  readonly panels: ContributionList<PanelEntry>;
  readonly panelMemories: PanelMemories;
  /** Who shows the panels of each place. */
  loadPanelLayout(): Promise<PanelLayout>;
  isTyping(): boolean;
  /** Where the frames around webviews come from. */
  readonly webviewFrame?: WebviewFrameOptions | undefined;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
  readonly extensions: ExtensionAccess;
  /** Whether a plugin lets others run one of its commands. */
  isExported(pluginId: string, command: string): boolean;
  readonly context: ContextKeys;
  readonly env: EnvironmentService;
  readonly services: HostServices;
  readonly namespaces: readonly AppNamespace[];
}

export interface PluginApiOptions extends SharedParts {
  plugin: PluginScope;
  grants: GrantAccess;
  settings: SettingsAccess;
  storage: PluginStorage;
  syncStorage?: SyncStorageBackend | undefined;
  secrets: SecretStore;
  log: LogSink;
  limits?: Partial<SandboxLimits>;
  onDeprecated?(message: string): void;
}

export interface PluginApi extends Gate {
  /** What the worker needs to build its proxies. */
  readonly shape: ApiShape[];
}

/** The whole API as one plugin may use it: every namespace bound to it, behind one gate. */
export function createPluginAPI(options: PluginApiOptions): PluginApi {
  const { plugin, grants, services, env, namespaces, onDeprecated } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const countCall = countExportCalls(limits, plugin.clock);
  const isLent = (owner: string, command: string): boolean => {
    if (!options.isExported(owner, command)) return false;
    countCall(owner);
    return true;
  };
  const core: { [K in keyof typeof coreNamespaces]: HostSide<(typeof coreNamespaces)[K]> } = {
    commands: bindCommands(plugin, options.commands, isLent),
    ui: bindUi(plugin, { ...options, ...services }, limits),
    projects: bindService(coreNamespaces.projects, services.projects, plugin),
    files: bindService(coreNamespaces.files, services.files, plugin),
    ai: bindAi(services.ai, plugin),
    events: bindEvents(plugin, options.events, limits),
    extensions: bindExtensions(plugin, options.extensions, countCall),
    workspace: bindWorkspace(options.settings, plugin, limits),
    network: bindNetwork(services.network, plugin, limits),
    permissions: bindPermissions(plugin, grants),
    clipboard: bindClipboard(services.clipboard, plugin),
    env: bindEnv(env),
    l10n: bindL10n(plugin, env),
    storage: bindStorage(options.storage, plugin.clock, limits),
    syncStorage: bindSyncStorage(options.syncStorage, plugin.identity.id, limits, plugin.clock),
    secrets: bindSecrets(options.secrets),
    log: bindLog(plugin, options.log, limits),
  };
  const bound: BoundNamespace[] = [
    ...Object.entries(core).map(([name, implementation]) => ({
      contract: coreNamespaces[name as keyof typeof coreNamespaces],
      implementation,
    })),
    ...namespaces.map(({ contract, implement }) => ({
      contract,
      implementation: implement(serviceCall(plugin)),
    })),
  ];
  const gate = createGate({
    manifest: plugin.manifest,
    granted: grants.get,
    namespaces: bound,
    own: plugin.own,
    onDenied: plugin.onDenied,
    onDeprecated,
  });
  return { ...gate, shape: toApiShape(bound.map(({ contract }) => contract)) };
}
