import * as v from 'valibot';
import type { CrashJournal } from '../registry/crash-guard.ts';
import type { HostValues } from './host-values.ts';

const KEY = 'crashes';
const stored = v.optional(
  v.record(v.string(), v.object({ times: v.array(v.number()), disabled: v.optional(v.string()) })),
  {},
);

/** Crashes of one user's plugins, in this browser. What cannot be read or written is as if nothing had crashed. */
export function createCrashJournal(values: HostValues): CrashJournal {
  const warn = (error: unknown) => console.warn('Crashes of plugins are not remembered:', error);
  return {
    async read() {
      try {
        return v.parse(stored, await values.read(KEY));
      } catch (error) {
        warn(error);
        return {};
      }
    },
    write: (records) => values.update(KEY, () => records).catch(warn),
  };
}
