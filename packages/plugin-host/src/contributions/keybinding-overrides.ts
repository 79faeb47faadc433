import * as v from 'valibot';
import type { HostValues } from '../storage/host-values.ts';

/** Where the user's own keys are kept: command ids and shortcuts, `null` for none. */
export interface KeybindingOverrideStore {
  read(): Promise<Record<string, string | null>>;
  /** Resolves once it is durable. */
  write(all: Record<string, string | null>): Promise<void>;
}

const KEY = 'keybindings';
const stored = v.optional(v.record(v.string(), v.nullable(v.string())), {});

/** Keeps the user's keys in this browser. What is damaged counts as none. */
export function createKeybindingOverrides(values: HostValues): KeybindingOverrideStore {
  return {
    async read() {
      const result = v.safeParse(stored, await values.read(KEY));
      if (result.success) return result.output;
      console.warn(`The user's keys are damaged and were left out: ${v.summarize(result.issues)}`);
      return {};
    },
    write: (all) => values.update(KEY, () => all),
  };
}
