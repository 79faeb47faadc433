import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { BundleReference } from '../backend/backend.ts';
import type { PendingUpdate } from './plugin-update.ts';

export type PluginState = 'inactive' | 'loading' | 'active' | 'error' | 'disabled';

/** What went wrong, in words a user can read: why a plugin is in state `error` or `disabled`, or the last error nobody caught while it runs. */
export interface PluginFault {
  code: string;
  message: string;
  /** Stack of the plugin's own error, where there is one. */
  stack?: string;
}

/** One installed plugin as the registry knows it. Immutable: a change makes a new object. Dates are ISO 8601. */
export interface PluginInstance {
  readonly manifest: PluginManifest;
  readonly state: PluginState;
  /** Whether the user wants it to run: what it contributes is shown, and it starts when one of its activation events happens. */
  readonly enabled: boolean;
  readonly error?: PluginFault;
  /** Why the record of the install cannot be used: it can be removed or updated, and does not start. */
  readonly damage?: PluginFault;
  /** What the plugin sees: the manifest's defaults under what the user stored. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** `null`: never asked; the plugin runs with no permission. */
  readonly grantedPermissions: readonly string[] | null;
  readonly bundle: BundleReference | null;
  readonly installedAt: string;
  readonly updatedAt: string;
  readonly enabledAt?: string;
  /** A version that waits for the user's consent; `PluginRegistry.update` with its manifest asks again. */
  readonly pendingUpdate?: PendingUpdate;
}
