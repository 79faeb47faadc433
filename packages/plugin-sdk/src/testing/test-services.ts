import type { Environment } from '@fluxstudio/plugin-protocol/api/env';
import type {
  EnvironmentService,
  FileService,
  HostServices,
  PluginStorage,
  ProjectService,
  SecretStore,
  SyncStorageBackend,
} from './host-source.ts';

/** What the app of a test offers. A method that is left out is one the app does not have: `NOT_SUPPORTED`. */
export interface TestServices extends Omit<HostServices, 'projects' | 'files'> {
  projects?: Partial<ProjectService>;
  files?: Partial<FileService>;
  /** Stands in for parts of the storage in memory, such as a `set` that fails. */
  storage?: Partial<PluginStorage>;
  secrets?: Partial<SecretStore>;
  /** Stands in for parts of what follows the user; `undefined` removes it. */
  syncStorage?: Partial<SyncStorageBackend> | undefined;
  /** Called before settings are stored; what it throws keeps them from being. */
  settings?: { update(patch: Readonly<Record<string, unknown>>): unknown };
}

/** A call that reached a service: neither denied nor refused for its arguments. */
export interface RecordedCall {
  /** `files.read`. */
  readonly method: string;
  /** What the plugin gave. */
  readonly args: readonly unknown[];
}

type Recorder = (call: RecordedCall) => void;

/** Services that get, as their last argument, for whom they work: the host's, not the plugin's. */
const WITH_CALLER: ReadonlySet<string> = new Set([
  'projects',
  'files',
  'ai',
  'clipboard',
  'modals',
  'interactions',
  'network',
]);

/** The same service; each call of it is told first. */
export function recordCalls<T extends object>(name: string, service: T, record: Recorder): T {
  return new Proxy(service, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        record({ method: `${name}.${String(key)}`, args: WITH_CALLER.has(name) ? args.slice(0, -1) : args });
        return Reflect.apply(member, target, args);
      };
    },
  });
}

/** {@link recordCalls} for all of them; one that is absent stays absent. */
export function recordServices(services: TestServices, record: Recorder): HostServices {
  const entries = Object.entries(services).map(([name, service]: [string, object | undefined]) => [
    name,
    // Read all the time, and not by the plugin.
    service && name !== 'env' ? recordCalls(name, service, record) : service,
  ]);
  return Object.fromEntries(entries) as HostServices;
}

/** Language and theme of a test. */
export interface TestEnvironment extends EnvironmentService {
  change(patch: Partial<Environment>): void;
}

export function createTestEnvironment(initial: Partial<Environment> = {}): TestEnvironment {
  const listeners = new Set<() => void>();
  let environment: Environment = { appName: 'Test', language: 'en', theme: 'light', ...initial };
  return {
    get: () => environment,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(patch) {
      environment = { ...environment, ...patch };
      for (const listener of listeners) listener();
    },
  };
}
