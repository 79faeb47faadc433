import type { PermissionChange } from '@fluxstudio/plugin-protocol/api/permissions';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import { callListeners } from '../call-listeners.ts';
import type { ConsentDecision, ConsentRequest, ConsentService } from '../services.ts';
import type { InstanceTable } from './instance-table.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { untilAborted } from './until-aborted.ts';

/** How often a user refuses the same before the plugin can no longer ask for it in this page. */
const REFUSALS = 2;
const NONE: readonly string[] = Object.freeze([]);

/** What a user is asked, beside the plugin that wants it. */
export type ConsentQuestion = Pick<ConsentRequest, 'permissions' | 'hosts' | 'occasion'>;

/** Changes the install together with what is granted until the page is closed. */
export type GrantChange = (patch: Partial<PluginInstance>, session: readonly string[]) => void;

/** What users allow their plugins: some of it stored, some of it until the page is closed. */
export interface PluginGrants {
  /** What holds now, as a frozen list: the same one for as long as its content is. */
  get(pluginId: string): readonly string[];
  /** The part of it that is gone when the page is closed. */
  getSession(pluginId: string): readonly string[];
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
  ask(
    pluginId: string,
    wanted: readonly string[],
    occasion: ConsentRequest['occasion'],
    asker?: AbortSignal,
  ): Promise<boolean>;
  /**
   * Asks the user and stores nothing. Resolves with what is allowed of what was asked.
   *
   * @throws PluginError `NOT_SUPPORTED` where nobody can be asked, `ABORTED` when the question was withdrawn
   */
  consult(
    manifest: PluginManifest,
    question: ConsentQuestion,
    withdrawn: AbortSignal,
  ): Promise<ConsentDecision>;
  /** Runs a step that stores grants in its own way; nothing is granted or revoked beside it. */
  replace(pluginId: string, step: (change: GrantChange) => Promise<void>): Promise<void>;
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
  const latest = new Map<string, readonly string[]>();
  const listeners = new Map<string, Set<(change: PermissionChange) => void>>();
  const refusals = new Map<string, Map<string, number>>();
  const questions = createKeyedQueue();
  const writes = createKeyedQueue();
  const getSession = (pluginId: string) => session.get(pluginId) ?? NONE;

  function get(pluginId: string): readonly string[] {
    const plugin = table.get(pluginId);
    if (!plugin) return NONE;
    const known = effective.get(plugin);
    if (known) return known;
    const now = union(plugin.grantedPermissions ?? [], getSession(pluginId));
    const before = latest.get(pluginId);
    // An instance is replaced by every change of its plugin, such as a fault: that is no other list.
    const list = before && `${before}` === `${now}` ? before : Object.freeze(now);
    effective.set(plugin, list);
    latest.set(pluginId, list);
    return list;
  }

  /** `patch` replaces the instance, and with it the list that was made for it. */
  function change(pluginId: string, patch: Partial<PluginInstance>, forSession: readonly string[]): void {
    if (!table.get(pluginId)) return;
    const before = get(pluginId);
    session.set(pluginId, forSession);
    table.patch(pluginId, patch);
    const after = get(pluginId);
    const granted = after.filter((permission) => !covers(before, permission));
    const revoked = before.filter((permission) => !covers(after, permission));
    if (granted.length + revoked.length > 0)
      callListeners(listeners.get(pluginId) ?? [], { granted, revoked });
  }

  async function write(
    pluginId: string,
    permissions: readonly string[],
    forSession: readonly string[],
  ): Promise<void> {
    requireAsked(table.require(pluginId).manifest, permissions);
    await store(pluginId, permissions);
    change(pluginId, { grantedPermissions: Object.freeze([...permissions]) }, forSession);
  }

  /** Adds what the user has just allowed to what holds by then, which a revocation may have changed while the dialog was open. */
  async function add(pluginId: string, allowed: readonly string[], forSession = false): Promise<void> {
    const { grantedPermissions } = table.require(pluginId);
    const held = getSession(pluginId);
    if (forSession) change(pluginId, {}, union(held, allowed));
    else if (allowed.length > 0 || grantedPermissions === null)
      await write(pluginId, union(grantedPermissions ?? [], allowed), held);
  }

  async function question(
    pluginId: string,
    wanted: readonly string[],
    occasion: ConsentRequest['occasion'],
    withdrawn: AbortSignal,
  ): Promise<boolean> {
    withdrawn.throwIfAborted();
    const { manifest } = table.require(pluginId);
    const missing = wanted.filter((permission) => !covers(get(pluginId), permission));
    const refused = refusals.get(pluginId) ?? new Map<string, number>();
    const tired = missing.some((permission) => (refused.get(permission) ?? 0) >= REFUSALS);
    if (missing.length > 0 && !tired) {
      const hosts = covers(missing, 'network') ? (manifest.network?.hosts ?? []) : [];
      const decision = await askUser(manifest, { permissions: missing, hosts, occasion }, withdrawn);
      for (const permission of missing) {
        if (!decision.granted.includes(permission))
          refused.set(permission, (refused.get(permission) ?? 0) + 1);
      }
      refusals.set(pluginId, refused);
      await writes.run(pluginId, () => add(pluginId, decision.granted, decision.session));
    }
    return wanted.every((permission) => covers(get(pluginId), permission));
  }

  async function askUser(
    { id, name, icon, permissionReasons = {} }: PluginManifest,
    { permissions, hosts, occasion }: ConsentQuestion,
    withdrawn: AbortSignal,
  ): Promise<ConsentDecision> {
    if (!consent) throw new PluginError('NOT_SUPPORTED', 'This app has no dialog that asks for permissions');
    const plugin = { id, name, ...(icon === undefined ? {} : { icon }) };
    const request = { plugin, permissions, reasons: permissionReasons, hosts, occasion };
    const decision = await untilAborted(withdrawn, () => consent.ask(request, withdrawn));
    const granted = permissions.filter((permission) => covers(decision.granted, permission));
    return { granted, session: decision.session === true };
  }

  return {
    get,
    getSession,
    async set(pluginId, permissions) {
      requireAsked(table.require(pluginId).manifest, permissions);
      await writes.run(pluginId, () => {
        // What holds until the page is closed, and is still listed, stays what it is.
        const stored = table.require(pluginId).grantedPermissions ?? [];
        const forSession = getSession(pluginId).filter(
          (one) => permissions.includes(one) && !stored.includes(one),
        );
        return write(
          pluginId,
          permissions.filter((one) => !forSession.includes(one)),
          forSession,
        );
      });
    },
    async ask(pluginId, wanted, occasion, asker) {
      requireAsked(table.require(pluginId).manifest, wanted);
      const withdrawn = asker ? AbortSignal.any([signal, asker]) : signal;
      // One dialog at a time, whoever asks.
      return questions.run('', () => question(pluginId, wanted, occasion, withdrawn));
    },
    consult: (manifest, asked, withdrawn) =>
      questions.run('', () => askUser(manifest, asked, AbortSignal.any([signal, withdrawn]))),
    replace: (pluginId, step) =>
      writes.run(pluginId, () => step((patch, forSession) => change(pluginId, patch, forSession))),
    onDidChange(pluginId, listener) {
      const heard = listeners.get(pluginId) ?? new Set();
      listeners.set(pluginId, heard.add(listener));
      return { dispose: () => heard.delete(listener) };
    },
    forget(pluginId) {
      session.delete(pluginId);
      latest.delete(pluginId);
      listeners.delete(pluginId);
      refusals.delete(pluginId);
    },
  };
}

function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...first, ...second])];
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
