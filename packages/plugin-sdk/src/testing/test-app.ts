import { type ConsentDesk, createConsentDesk } from './consent-desk.ts';
import type { HostServices, PluginStorage, SecretStore, SyncStorageBackend } from './host-source.ts';
import { memorySecrets, memoryStorage, memorySyncStorage } from './memory-storage.ts';
import { recordModals, type TestModals } from './record-modals.ts';
import type { TestExtension, TestHostOptions } from './test-host.ts';
import { recordNotifications, type TestNotification } from './test-notification.ts';
import {
  createTestEnvironment,
  type RecordedCall,
  recordCalls,
  recordServices,
  type TestEnvironment,
} from './test-services.ts';
import type { Watch } from './watch.ts';

/** The app around the plugin, and its user: what it offers, and what it has seen. */
export interface TestApp {
  readonly services: HostServices;
  readonly storage: PluginStorage;
  readonly secrets: SecretStore;
  readonly syncStorage: SyncStorageBackend | undefined;
  /** By plugin id. */
  readonly extensions: ReadonlyMap<string, TestExtension>;
  readonly commands: ReadonlyMap<string, (...args: unknown[]) => unknown>;
  onSettings(patch: Readonly<Record<string, unknown>>): unknown;
  readonly environment: TestEnvironment;
  readonly consent: ConsentDesk;
  readonly calls: readonly RecordedCall[];
  readonly notifications: readonly TestNotification[];
  readonly modals: TestModals;
  /** Full ids of panels that were brought into view. */
  readonly revealed: string[];
  readonly stored: {
    readonly storage: Map<string, unknown>;
    readonly syncStorage: Map<string, unknown>;
    readonly secrets: Map<string, string>;
  };
}

/** @param watch told after each call that was recorded */
export function createTestApp(options: TestHostOptions, watch: Watch): TestApp {
  const { storage = {}, secrets = {}, syncStorage, settings, ...given } = options.services ?? {};
  const calls: RecordedCall[] = [];
  const notifications: TestNotification[] = [];
  const modals: TestModals = { panels: [], webviews: [] };
  const environment = createTestEnvironment(options.environment);
  const consent = createConsentDesk(options.consent);
  const stored = {
    storage: new Map(Object.entries(options.storage ?? {})),
    syncStorage: new Map(Object.entries(options.syncStorage ?? {})),
    secrets: new Map(Object.entries(options.secrets ?? {})),
  };
  const record = (call: RecordedCall) => {
    calls.push(call);
    watch.changed();
  };
  const services = {
    env: environment,
    consent: consent.service,
    clipboard: { writeText: () => undefined },
    modals: recordModals(modals, () => environment.get().theme, watch),
    ...given,
    notifications:
      'notifications' in given && !given.notifications
        ? undefined
        : recordNotifications(notifications, given.notifications),
  };

  return {
    services: recordServices(services, record),
    storage: recordCalls('storage', { ...memoryStorage(stored.storage), ...storage }, record),
    secrets: recordCalls('secrets', { ...memorySecrets(stored.secrets), ...secrets }, record),
    syncStorage:
      'syncStorage' in (options.services ?? {}) && !syncStorage
        ? undefined
        : recordCalls('storage.sync', { ...memorySyncStorage(stored.syncStorage), ...syncStorage }, record),
    extensions: new Map(
      Object.entries(options.extensions ?? {}).map(([id, extension]) => [
        id,
        { ...extension, functions: recordCalls(`extensions.${id}`, extension.functions, record) },
      ]),
    ),
    commands: new Map(Object.entries(recordCalls('commands', options.commands ?? {}, record))),
    onSettings: settings ? recordCalls('settings', settings, record).update : () => undefined,
    environment,
    consent,
    calls,
    notifications,
    modals,
    revealed: [],
    stored,
  };
}
