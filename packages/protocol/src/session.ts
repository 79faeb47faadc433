import type { ApiShape } from './api/api.ts';
import type { PluginManifest } from './manifest/manifest.ts';
import type { ErrorRecord } from './rpc/error-record.ts';

/** Internal notification of the worker: an uncaught error or unhandled rejection in plugin code. */
export const WORKER_FAULT = 'fault';

/** A mirrored value, or why the plugin may not read it. */
export type SnapshotState = { ok: true; value: unknown } | { ok: false; error: ErrorRecord };

/** Argument of `activate`: all the worker needs to build `context` and `api`. */
export interface ActivateParams {
  manifest: PluginManifest;
  /** Version of the API, `api.version`. */
  apiVersion: string;
  shape: ApiShape[];
  /** By wire name, such as `commands.getAll`. */
  snapshots: Record<string, SnapshotState>;
}
