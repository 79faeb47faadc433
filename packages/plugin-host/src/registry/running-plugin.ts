import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** A plugin that runs: its sandbox, and the way to stop it in good order. */
export interface RunningPlugin {
  readonly sandbox: PluginSandbox;
  /** Milliseconds since it was used, or did something itself; 0 while it does. */
  idleFor(): number;
  /** Lets the plugin deactivate itself within its deadline, then ends the worker and everything it registered. */
  stop(): Promise<void>;
}

export interface StartContext {
  /** Fires when the start is given up: what was begun must be ended. */
  readonly signal: AbortSignal;
  /** Told about errors in the plugin that nobody caught; the plugin keeps running. */
  onFault(error: PluginError): void;
}

/** Starts a plugin, or rejects with the reason and leaves nothing behind. Given to the registry, which knows no sandbox details. */
export type PluginStarter = (plugin: PluginInstance, context: StartContext) => Promise<RunningPlugin>;
