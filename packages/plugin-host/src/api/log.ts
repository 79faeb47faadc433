import type { LogLevel, log } from '@fluxstudio/plugin-protocol/api/log';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import type { PluginIdentity } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** One line of a plugin's log, or about a plugin. */
export interface LogEntry {
  plugin: PluginIdentity;
  level: LogLevel;
  /** What the plugin logged: plain data, never to be rendered as HTML. */
  args: readonly unknown[];
  /** What the host itself reports about the plugin: a call that was denied, an error nobody caught. */
  error?: PluginError;
  /** Milliseconds since the epoch. */
  time: number;
}

export type LogSink = (entry: LogEntry) => void;

/** `context.log` of one plugin. Lines above its rate are dropped, and their number is told with the next line that is not. */
export function bindLog(
  { identity, clock }: PluginScope,
  sink: LogSink,
  limits: SandboxLimits,
): HostSide<typeof log> {
  const perSecond = limits.logLinesPerSecond;
  const rate = createTokenBucket(perSecond, perSecond, clock);
  let dropped = 0;
  const write = (level: LogLevel, args: readonly unknown[]) =>
    sink({ plugin: identity, level, args, time: Date.now() });
  const at =
    (level: LogLevel) =>
    (...args: unknown[]) => {
      if (!rate.tryTake()) {
        dropped++;
        return;
      }
      if (dropped > 0)
        write('warn', [`${dropped} log lines were dropped: more than ${perSecond} in a second`]);
      dropped = 0;
      write(level, args);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Writes to the browser's console, each line under its plugin's id. An error is there as well, for its stack. */
export function consoleSink({ plugin, level, args, error }: LogEntry): void {
  console[level](`[${plugin.id}]`, ...args, ...(error ? [error] : []));
}
