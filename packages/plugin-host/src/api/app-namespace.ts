import type { HostSide, Namespace } from '@fluxstudio/plugin-protocol/contract';
import type { ServiceCall } from '../services.ts';

/** A namespace of the app with what stands behind it, for {@link implementNamespace}. */
export interface AppNamespace<S extends Namespace = Namespace> {
  readonly contract: S;
  /** Called once for each plugin that starts. Permissions and arguments are already checked when its methods are called. */
  implement(plugin: ServiceCall): HostSide<S>;
}

/**
 * Puts an implementation behind a namespace of the app.
 *
 * @example
 * createPluginHost({ namespaces: [implementNamespace(board, ({ plugin }) => ({ select: (id) => select(id, plugin.id) }))] });
 */
export function implementNamespace<S extends Namespace>(
  contract: S,
  implement: (plugin: ServiceCall) => HostSide<S>,
): AppNamespace {
  // Widened while it is ours: another copy of this type, such as the one in the harness for tests, could not widen it.
  const namespace: AppNamespace<S> = { contract, implement };
  return namespace;
}
