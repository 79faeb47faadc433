import type { LogLevel, log } from '@fluxstudio/plugin-protocol/api/log';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { PluginIdentity } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** One line of a plugin's log, or about a plugin. */
export interface LogEntry {
  plugin: PluginIdentity;
  level: LogLevel;
  /** What the plugin logged: plain data, never to be rendered as HTML. */
  args: readonly unknown[];
  /** Milliseconds since the epoch. */
  time: number;
}

export type LogSink = (entry: LogEntry) => void;

export function bindLog({ identity }: PluginScope, sink: LogSink): HostSide<typeof log> {
  const at =
    (level: LogLevel) =>
    (...args: unknown[]) =>
      sink({ plugin: identity, level, args, time: Date.now() });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Writes to the browser's console, each line under its plugin's id. */
export function consoleSink({ plugin, level, args }: LogEntry): void {
  console[level](`[${plugin.id}]`, ...args);
}
