import type * as v from 'valibot';
import type { Disposable } from './disposable.ts';
import type { PluginManifest } from './manifest/manifest.ts';
import type { Permission } from './permissions.ts';

/**
 * How a method crosses from the worker to the host.
 * - `call`: a request with an answer; the plugin gets a promise.
 * - `notify`: one way; the plugin gets nothing back.
 * - `subscribe`: the plugin gets a disposable at once while the request is on its way.
 * - `snapshot`: a value the host mirrors into the worker; the plugin reads it without waiting.
 */
export type MethodKind = 'call' | 'notify' | 'subscribe' | 'snapshot';

/** What a method needs: `'nothing'`, one permission, or any one of a list. There is no default: it must be said. */
export type Requirement<P extends string = string> = 'nothing' | P | readonly [P, ...P[]];

type ArgsSchema = v.GenericSchema<readonly unknown[], readonly unknown[]>;

interface MethodBase {
  readonly permission: Requirement;
  /** Markdown, for the reference. */
  readonly docs: string;
  /** A few lines of plugin code that use it; the reference shows them and a test runs them. */
  readonly example?: string;
  /** Still works, but what to use instead: a plugin that calls it is warned once. */
  readonly deprecated?: string;
}

/** A callable member: arguments are checked before the service is called, the result before it goes back. */
export interface CallableMethod<
  A extends ArgsSchema = ArgsSchema,
  R extends v.GenericSchema = v.GenericSchema,
> extends MethodBase {
  readonly kind: 'call' | 'notify' | 'subscribe';
  readonly args: A;
  readonly result?: R;
  /** Arguments may hold functions. Without it a function in the arguments is a clone error that names its path. */
  readonly callbacks?: boolean;
  /**
   * What the permission covers of this very call, where the manifest narrows it: the hosts of `network`. Given the checked
   * arguments, returns why they are outside, or `undefined`.
   */
  scope?(args: readonly unknown[], manifest: PluginManifest): string | undefined;
  readonly further?: FurtherPermission;
}

/** A permission that some calls of a method need beside the method's own. The gate asks for both; neither takes the place of the other. */
export interface FurtherPermission {
  readonly permission: Permission;
  /** For which calls, in Markdown: `` for `{ html }` ``. */
  readonly docs: string;
  /** Whether it is needed for a call with these arguments, which have been checked. */
  applies(args: readonly unknown[]): boolean;
}

/** A mirrored value, optionally read by a dotted path (`getConfiguration('editor.font')`). */
export interface SnapshotMethod<R extends v.GenericSchema = v.GenericSchema> extends MethodBase {
  readonly kind: 'snapshot';
  readonly result: R;
}

export type Method = CallableMethod | SnapshotMethod;

export interface Namespace<
  N extends string = string,
  M extends Record<string, Method> = Record<string, Method>,
> {
  readonly name: N;
  readonly docs: string;
  /** Where a plugin finds it: `api.<name>` or `context.<name>`. */
  readonly on: 'api' | 'context';
  /** The permissions that come with it. Those of the core have their own table. */
  readonly permissions: Readonly<Record<string, PermissionInfo>>;
  readonly methods: M;
}

/** A permission in the app's own words, for the dialog that asks the user. */
export interface PermissionInfo {
  /** What the plugin could do: `Change the board`. */
  readonly title: string;
  readonly description: string;
  /** URL of an image; a `data:` URL works under every policy. */
  readonly icon?: string;
  /** Set apart in the dialogs, among those to look at closely: it reaches what is the user's, leaves the app or costs something. */
  readonly sensitive?: boolean;
}

/**
 * Declares one namespace of the plugin API. The gate, the validation, the worker's proxy and the types all come from
 * this one declaration; a method without `permission` does not compile.
 *
 * @example
 * const board = defineNamespace('board', {
 *   docs: 'The shapes on the canvas.',
 *   permissions: { board: { title: 'Change the board', description: 'Add, move and remove shapes.' } },
 *   methods: {
 *     select: { kind: 'call', permission: 'board', args: v.tuple([v.string()]), result: v.boolean(), docs: 'Selects a shape.' },
 *   },
 * });
 */
export function defineNamespace<
  N extends string,
  const M extends Record<string, Method & { permission: Requirement<Permission | NoInfer<P>> }>,
  P extends string = never,
>(
  name: N,
  definition: {
    docs: string;
    on?: 'api' | 'context';
    /** Permissions of this namespace: its name, or `<name>:<part>`. */
    permissions?: Readonly<Record<P, PermissionInfo>>;
    methods: M;
  },
): Namespace<N, M> {
  const { docs, on = 'api', permissions = {}, methods } = definition;
  return { name, docs, on, permissions, methods };
}

type Args<M> = M extends { args: infer A extends ArgsSchema } ? v.InferInput<A> : never;
type CheckedArgs<M> = M extends { args: infer A extends ArgsSchema } ? v.InferOutput<A> : never;
type Result<M> = M extends { result: infer R extends v.GenericSchema } ? v.InferOutput<R> : void;

/** A namespace as plugin authors see it. */
export type PluginSide<S extends Namespace> = {
  readonly [K in keyof S['methods']]: S['methods'][K] extends { kind: 'snapshot' }
    ? () => Result<S['methods'][K]>
    : S['methods'][K] extends { kind: 'subscribe' }
      ? (...args: Parameters<Args<S['methods'][K]>>) => Disposable
      : S['methods'][K] extends { kind: 'notify' }
        ? (...args: Parameters<Args<S['methods'][K]>>) => void
        : (...args: Parameters<Args<S['methods'][K]>>) => Promise<Result<S['methods'][K]>>;
};

/** A namespace as the host implements it, for one plugin. Permissions and argument shapes are already checked. */
export type HostSide<S extends Namespace> = {
  readonly [K in keyof S['methods']]: S['methods'][K] extends { kind: 'snapshot' }
    ? SnapshotSource<Result<S['methods'][K]>>
    : S['methods'][K] extends { kind: 'subscribe' }
      ? (...args: CheckedArgs<S['methods'][K]>) => Disposable
      : S['methods'][K] extends { kind: 'notify' }
        ? (...args: CheckedArgs<S['methods'][K]>) => void
        : (
            ...args: CheckedArgs<S['methods'][K]>
          ) => Result<S['methods'][K]> | Promise<Result<S['methods'][K]>>;
};

/** As an author writes them: those at the end that may be left out, are. */
type Parameters<T extends readonly unknown[]> = T extends readonly [...infer Head, infer Last]
  ? IsOptional<Last> extends true
    ? [...Parameters<Head>, Last?]
    : [...T]
  : [...T];

/** `unknown` takes `undefined` as a value like any other, and is not optional for it. */
type IsOptional<T> = unknown extends T ? false : undefined extends T ? true : false;

/** A value that changes: read it now, hear when to read it again. */
export interface SnapshotSource<T> {
  get(): T;
  subscribe(listener: () => void): Disposable;
}

/** Wire name of a method. */
export function methodName(namespace: string, method: string): string {
  return `${namespace}.${method}`;
}
