import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { PluginIdentity } from '../services.ts';
import type { UserGesture } from './user-gesture.ts';

/** For whom a namespace is bound: one plugin, from its activation to its end. */
export interface PluginScope {
  readonly identity: PluginIdentity;
  readonly manifest: PluginManifest;
  readonly clock: Clock;
  readonly gesture: UserGesture;
  /** Aborted when the plugin stops, however it stops. */
  readonly signal: AbortSignal;
  /**
   * Makes a registration end with the plugin, whether or not the plugin keeps its disposable.
   *
   * @throws PluginError `LIMIT_EXCEEDED` when the plugin holds as many as it may
   */
  own(registration: Disposable): Disposable;
  /** Takes the plugin's deadlines off while the user is asked something for it. */
  waitForUser<T>(answer: Promise<T>): Promise<T>;
  /** The app makes use of the plugin: it runs one of its commands, or tells it of an event. */
  onUse(): void;
  /** The plugin was refused something: for the log. */
  onDenied(denial: PluginError): void;
  /** Errors nobody waits for: a listener that throws, a callback whose plugin is gone. */
  onError(error: unknown): void;
}
