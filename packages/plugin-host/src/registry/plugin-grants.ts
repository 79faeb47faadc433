import type { PermissionChange } from '@fluxstudio/plugin-protocol/api/permissions';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { callListeners } from '../call-listeners.ts';
import type { ConsentRequest, ConsentService } from '../services.ts';
import type { InstanceTable } from './instance-table.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** How often a user refuses the same before the plugin can no longer ask for it in this page. */
const REFUSALS = 2;
const NONE: readonly string[] = Object.freeze([]);

/** What users allow their plugins: some of it stored, some of it until the page is closed. */
export interface PluginGrants {
  /** What holds now, as a frozen list: another one after each change. */
  get(pluginId: string): readonly string[];
  /**
   * Stores what the user allows from now on, in place of what was stored; holds from the plugin's next call.
   *
   * @throws PluginError `NOT_FOUND`, `INVALID_ARGUMENT` for what the manifest does not ask for
   */
  set(pluginId: string, permissions: readonly string[]): Promise<void>;
  /**
   * Asks the user for what is missing, one question after the other. Resolves with whether all of it is granted then.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what the manifest does not ask for, `NOT_SUPPORTED` where nobody can be asked
   */
  ask(pluginId: string, wanted: readonly string[], occasion: ConsentRequest['occasion']): Promise<boolean>;
  onDidChange(pluginId: string, listener: (change: PermissionChange) => void): Disposable;
  /** Forgets what held until the page is closed, as an uninstall does. */
  forget(pluginId: string): void;
}

export interface PluginGrantsOptions {
  table: InstanceTable;
  store(pluginId: string, permissions: readonly string[]): Promise<void>;
  consent: ConsentService | undefined;
  /** Ends open questions. */
  signal: AbortSignal;
}

export function createPluginGrants({ table, store, consent, signal }: PluginGrantsOptions): PluginGrants {
  const session = new Map<string, readonly string[]>();
  const effective = new WeakMap<PluginInstance, readonly string[]>();
  const listeners = new Map<string, Set<(change: PermissionChange) => void>>();
  const refusals = new Map<string, number>();
  const questions = createKeyedQueue();

  function get(pluginId: string): readonly string[] {
    const plugin = table.get(pluginId);
    if (!plugin) return NONE;
    const known = effective.get(plugin);
    if (known) return known;
    const all = new Set([...(plugin.grantedPermissions ?? []), ...(session.get(pluginId) ?? [])]);
    const list = Object.freeze([...all]);
    effective.set(plugin, list);
    return list;
  }

  /** `patch` replaces the instance, and with it the list that was made for it. */
  function change(pluginId: string, patch: Partial<PluginInstance>): void {
    const before = get(pluginId);
    table.patch(pluginId, patch);
    const after = get(pluginId);
    const granted = after.filter((permission) => !covers(before, permission));
    const revoked = before.filter((permission) => !covers(after, permission));
    if (granted.length + revoked.length > 0)
      callListeners(listeners.get(pluginId) ?? [], { granted, revoked });
  }

  async function set(pluginId: string, permissions: readonly string[]): Promise<void> {
    const { manifest } = table.require(pluginId);
    requireAsked(manifest, permissions);
    await store(pluginId, permissions);
    session.delete(pluginId);
    change(pluginId, { grantedPermissions: Object.freeze([...permissions]) });
  }

  async function question(
    pluginId: string,
    wanted: readonly string[],
    occasion: ConsentRequest['occasion'],
  ): Promise<boolean> {
    const { manifest, grantedPermissions } = table.require(pluginId);
    const missing = wanted.filter((permission) => !covers(get(pluginId), permission));
    const key = (permission: string) => `${pluginId} ${permission}`;
    const open = missing.filter((permission) => (refusals.get(key(permission)) ?? 0) < REFUSALS);
    if (missing.length > 0 && open.length === missing.length) {
      const { granted, session: forSession } = await askUser(manifest, missing, occasion);
      const allowed = missing.filter((permission) => covers(granted, permission));
      for (const permission of missing) {
        if (!allowed.includes(permission))
          refusals.set(key(permission), (refusals.get(key(permission)) ?? 0) + 1);
      }
      if (forSession) {
        session.set(pluginId, [...(session.get(pluginId) ?? []), ...allowed]);
        change(pluginId, {});
      } else if (allowed.length > 0 || grantedPermissions === null) {
        const kept = session.get(pluginId) ?? [];
        await set(pluginId, [...new Set([...(grantedPermissions ?? []), ...allowed])]);
        session.set(pluginId, kept);
        change(pluginId, {});
      }
    }
    return wanted.every((permission) => covers(get(pluginId), permission));
  }

  function askUser(
    { id, name, icon, permissionReasons = {}, network }: PluginManifest,
    permissions: readonly string[],
    occasion: ConsentRequest['occasion'],
  ) {
    if (!consent) throw new PluginError('NOT_SUPPORTED', 'This app has no dialog that asks for permissions');
    return consent.ask(
      {
        plugin: { id, name, ...(icon === undefined ? {} : { icon }) },
        permissions,
        reasons: permissionReasons,
        hosts: covers(permissions, 'network') ? (network?.hosts ?? []) : [],
        occasion,
      },
      signal,
    );
  }

  return {
    get,
    set,
    async ask(pluginId, wanted, occasion) {
      requireAsked(table.require(pluginId).manifest, wanted);
      // One dialog at a time, whoever asks.
      return questions.run('', () => question(pluginId, wanted, occasion));
    },
    onDidChange(pluginId, listener) {
      const heard = listeners.get(pluginId) ?? new Set();
      listeners.set(pluginId, heard.add(listener));
      return { dispose: () => heard.delete(listener) };
    },
    forget(pluginId) {
      session.delete(pluginId);
      listeners.delete(pluginId);
    },
  };
}

/** @throws PluginError `INVALID_ARGUMENT` */
export function requireAsked(
  { id, permissions, optionalPermissions }: PluginManifest,
  wanted: readonly string[],
): void {
  const extra = wanted.find((permission) => !covers([...permissions, ...optionalPermissions], permission));
  if (extra !== undefined) {
    throw new PluginError(
      'INVALID_ARGUMENT',
      `${id} does not ask for the permission “${extra}” in its manifest`,
    );
  }
}
