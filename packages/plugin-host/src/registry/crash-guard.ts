import { PluginError } from '@fluxstudio/plugin-protocol/errors';

/** So many crashes within {@link WINDOW} switch a plugin off. */
export const MAX_CRASHES = 3;
/** Milliseconds. */
const WINDOW = 60_000;

/** What is remembered of the crashes of plugins, by plugin id. Times are milliseconds since the epoch. */
export type CrashRecords = Readonly<Record<string, CrashRecord>>;

export interface CrashRecord {
  /** Of the crashes that still count. */
  readonly times: readonly number[];
  /** The plugin is off since its last one, for this reason. */
  readonly disabled?: string | undefined;
}

/** Where crashes are remembered beyond the page: one that happens at every start must count. */
export interface CrashJournal {
  read(): Promise<CrashRecords>;
  write(records: CrashRecords): Promise<void>;
}

/** Counts crashes, and decides when a plugin has had enough of them. */
export interface CrashGuard {
  /** Reads what is remembered. */
  load(): Promise<void>;
  /** A plugin that ran has ended by its own fault. Resolves with the reason when it is switched off by that. */
  record(pluginId: string, cause: string): Promise<PluginError | undefined>;
  /** Why a plugin is off. */
  disabled(pluginId: string): PluginError | undefined;
  /** Gives a plugin another chance. */
  forgive(pluginId: string): Promise<void>;
}

export function createCrashGuard(journal: CrashJournal, now: () => number): CrashGuard {
  const records = new Map<string, CrashRecord>();
  /** A journal that fails forgets; the plugins are no worse for it. */
  const write = () => journal.write(Object.fromEntries(records)).catch(() => undefined);

  async function load(): Promise<void> {
    const known = await journal.read().catch((): CrashRecords => ({}));
    for (const [id, record] of Object.entries(known)) records.set(id, record);
  }

  function disabled(pluginId: string): PluginError | undefined {
    const reason = records.get(pluginId)?.disabled;
    return reason === undefined ? undefined : new PluginError('CRASH_LOOP', reason);
  }

  return {
    load,
    async record(pluginId, cause) {
      // Another tab may have recorded something meanwhile.
      await load();
      const times = [...(records.get(pluginId)?.times ?? []).filter((time) => now() - time < WINDOW), now()];
      const reason =
        times.length < MAX_CRASHES
          ? undefined
          : `It crashed ${times.length} times within ${WINDOW / 1000} seconds and is switched off. The last time: ${cause}`;
      records.set(pluginId, { times, disabled: reason });
      await write();
      return disabled(pluginId);
    },
    disabled,
    async forgive(pluginId) {
      await load();
      if (records.delete(pluginId)) await write();
    },
  };
}

/** Remembers nothing beyond the page. */
export const noJournal: CrashJournal = { read: async () => ({}), write: async () => undefined };
