import type {
  CallableMethod,
  Namespace,
  Requirement,
  SnapshotSource,
} from '@fluxstudio/plugin-protocol/contract';
import { methodName } from '@fluxstudio/plugin-protocol/contract';
import { createScope, type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { InboundCall } from '@fluxstudio/plugin-protocol/rpc/peer';
import * as v from 'valibot';

/** A namespace with the host's implementation of it, bound to one plugin. */
export interface BoundNamespace {
  contract: Namespace;
  implementation: Readonly<Record<string, unknown>>;
}

export interface GateOptions {
  manifest: PluginManifest;
  /** What the user has granted right now; read at every call, so that a revocation holds from the next one. */
  granted(): readonly string[];
  namespaces: readonly BoundNamespace[];
  /** Takes what a subscription returned into the plugin's own keeping. */
  own(registration: Disposable): Disposable;
  onDenied?(denial: PluginError): void;
  /** Told once for each deprecated method that is used. */
  onDeprecated?(message: string): void;
}

export interface Gate {
  /** Checks permission, then arguments, then calls the service, then checks the result. */
  dispatch(method: string, args: unknown[], call: InboundCall): unknown;
  /** The mirrored values, each readable only while its permission is granted. */
  readonly snapshots: ReadonlyMap<string, GatedSnapshot>;
  /** Ends the registrations whose permission is no longer granted. Called when grants have changed. */
  endRevoked(): void;
}

export interface GatedSnapshot {
  /** @throws PluginError `PERMISSION_DENIED` */
  read(): unknown;
  source: SnapshotSource<unknown>;
}

interface Entry {
  name: string;
  method: CallableMethod;
  run(...args: unknown[]): unknown;
  /** The grants under which it was last allowed; the same list again needs no second look. */
  allowedBy: readonly string[] | undefined;
}

/**
 * The one place where permissions and arguments are checked. Methods are found in a `Map` made from the contract, so a name
 * such as `constructor` or `__proto__` is simply not there.
 */
export function createGate({
  manifest,
  granted,
  namespaces,
  own,
  onDenied,
  onDeprecated,
}: GateOptions): Gate {
  const entries = new Map<string, Entry>();
  const snapshots = new Map<string, GatedSnapshot>();
  const deprecated = new Set<string>();
  const registrations = new Map<Disposable, { name: string; needs: readonly Requirement[] }>();

  function denialOf(name: string, requirement: Requirement): PluginError | undefined {
    if (requirement === 'nothing') return undefined;
    const needed: readonly string[] = typeof requirement === 'string' ? [requirement] : requirement;
    if (needed.some((permission) => covers(granted(), permission))) return undefined;
    const list = needed.map((permission) => `“${permission}”`).join(' or ');
    return denied(name, needed[0], `needs the permission ${list}, which is not granted to ${manifest.id}`);
  }

  function denied(name: string, permission: string | undefined, why: string): PluginError {
    return new PluginError('PERMISSION_DENIED', `${name} ${why}`, {
      data: { method: name, permission, plugin: manifest.id },
    });
  }

  function refuse(denial: PluginError): never {
    onDenied?.(denial);
    throw denial;
  }

  function keep(registration: Disposable, needs: readonly Requirement[], name: string): Disposable {
    const owned = own(registration);
    const mine = toDisposable(() => {
      registrations.delete(mine);
      owned.dispose();
    });
    registrations.set(mine, { name, needs });
    return mine;
  }

  /** @throws PluginError `PERMISSION_DENIED` */
  function admit(entry: Entry): void {
    const grants = granted();
    if (grants === entry.allowedBy) return;
    const denial = denialOf(entry.name, entry.method.permission);
    if (denial) refuse(denial);
    // A list that can still change says nothing about the next call.
    if (Object.isFrozen(grants)) entry.allowedBy = grants;
  }

  for (const { contract, implementation } of namespaces) {
    for (const [key, method] of Object.entries(contract.methods)) {
      const name = methodName(contract.name, key);
      const member = implementation[key];
      if (member === undefined) {
        throw new PluginError('INVALID_ARGUMENT', `${name} is in the contract, and nothing implements it`);
      }
      if (method.kind === 'snapshot') {
        const source = member as SnapshotSource<unknown>;
        const read = () => {
          // Mirroring is the host's doing, not the plugin's: what it may not read is withheld, not reported.
          const denial = denialOf(name, method.permission);
          if (denial) throw denial;
          return checkResult(name, method.result, source.get());
        };
        snapshots.set(name, { read, source });
      } else {
        const run = (member as Entry['run']).bind(implementation);
        entries.set(name, { name, method, run, allowedBy: undefined });
      }
    }
  }

  return {
    snapshots,
    endRevoked() {
      // One that throws must not keep the others.
      const revoked = createScope();
      for (const [registration, { name, needs }] of registrations)
        if (needs.some((requirement) => denialOf(name, requirement))) revoked.add(registration);
      revoked.dispose();
    },
    dispatch(name, args, call) {
      const entry = entries.get(name);
      if (!entry) throw new PluginError('NOT_FOUND', `The API has no method ${name}`);
      const { method } = entry;
      admit(entry);
      checkForm(entry, call);
      const checked = checkArgs(name, method.args, args);
      const further = method.further?.applies(checked) ? method.further.permission : 'nothing';
      const lacking = denialOf(name, further);
      if (lacking) refuse(lacking);
      const outside = method.scope?.(checked, manifest);
      if (outside) refuse(denied(name, firstPermission(method), `may not do this: ${outside}`));
      if (method.deprecated && !deprecated.has(name)) {
        deprecated.add(name);
        onDeprecated?.(`${name} is deprecated: ${method.deprecated}`);
      }
      const result = entry.run(...checked);
      const schema = method.kind === 'call' ? method.result : undefined;
      if (!schema) {
        if (method.kind !== 'subscribe') return settled(result);
        return keep(result as Disposable, [method.permission, further], name);
      }
      return result instanceof Promise
        ? result.then((value) => checkResult(name, schema, value))
        : checkResult(name, schema, result);
    },
  };
}

/**
 * What only a forged runtime sends: a subscription nobody could end, functions where the contract has none.
 *
 * @throws PluginError `INVALID_ARGUMENT`
 */
function checkForm({ name, method }: Entry, call: Pick<InboundCall, 'oneWay' | 'references'>): void {
  const fault =
    call.oneWay && method.kind !== 'notify'
      ? 'is a call, not a notification'
      : call.references && !method.callbacks
        ? 'takes no functions'
        : undefined;
  if (fault) throw new PluginError('INVALID_ARGUMENT', `${name} ${fault}`);
}

function firstPermission({ permission }: CallableMethod): string | undefined {
  return typeof permission === 'string' ? permission : permission[0];
}

/** The promise of a method without a result, so that its value never crosses. */
function settled(result: unknown): unknown {
  return result instanceof Promise ? result.then(() => undefined) : undefined;
}

function checkArgs(
  name: string,
  schema: v.GenericSchema<readonly unknown[], readonly unknown[]>,
  args: unknown[],
): readonly unknown[] {
  const result = v.safeParse(schema, args, { abortEarly: true });
  if (result.success) return result.output;
  const issues = toIssues(result.issues);
  throw new PluginError(
    'INVALID_ARGUMENT',
    `${name}: ${issues.map(({ message }) => `argument ${message}`).join('; ')}`,
    {
      data: { issues },
    },
  );
}

function checkResult(name: string, schema: v.GenericSchema, value: unknown): unknown {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new PluginError(
    'INTERNAL',
    `The app's service behind ${name} returned a value the contract does not allow`,
    {
      data: { issues: toIssues(result.issues) },
    },
  );
}
