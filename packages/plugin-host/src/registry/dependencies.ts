import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { satisfies } from '@fluxstudio/plugin-protocol/manifest/satisfies';
import type { PluginInstance } from './plugin-instance.ts';

type Lookup = (pluginId: string) => PluginInstance | undefined;

/** Why plugins cannot be started together; one for each fault. */
export interface DependencyIssue {
  readonly kind: 'missing' | 'incompatible' | 'cycle';
  /** Who needs it. */
  readonly plugin: string;
  /** What is needed. */
  readonly dependency: string;
  readonly message: string;
}

/**
 * What has to run before a plugin, in the order of their start, itself left out.
 *
 * @throws PluginError `INCOMPATIBLE`, naming each that is missing, has another version, or needs itself in the end; all of them in
 * `data.issues` as {@link DependencyIssue}
 */
export async function planDependencies(manifest: PluginManifest, lookup: Lookup): Promise<string[]> {
  const order = new Set<string>();
  const issues: DependencyIssue[] = [];

  async function visit(current: PluginManifest, path: readonly PluginManifest[]): Promise<void> {
    for (const [dependency, range] of Object.entries(current.dependencies ?? {})) {
      const at = [...path, current];
      const cycle = at.findIndex(({ id }) => id === dependency);
      if (cycle >= 0) {
        issues.push(issue('cycle', current, dependency, cycleText(at.slice(cycle))));
        continue;
      }
      const other = lookup(dependency);
      const wrong = await mismatch(current, dependency, range, other);
      if (wrong) issues.push(wrong);
      // Looked into once, however many need it; its version matters to each of them.
      if (!other || order.has(dependency)) continue;
      await visit(other.manifest, at);
      order.add(dependency);
    }
  }

  await visit(manifest, []);
  if (issues.length === 0) return [...order];
  throw new PluginError('INCOMPATIBLE', issues.map(({ message }) => message).join('; '), {
    data: { issues },
  });
}

async function mismatch(
  by: PluginManifest,
  dependency: string,
  range: string,
  other: PluginInstance | undefined,
): Promise<DependencyIssue | undefined> {
  if (!other) {
    return issue('missing', by, dependency, `${by.name} needs the plugin ${dependency} ${range}: install it`);
  }
  const { version } = other.manifest;
  if (await satisfies(version, range)) return undefined;
  return issue(
    'incompatible',
    by,
    dependency,
    `${by.name} needs the plugin ${dependency} ${range}, and ${version} is installed`,
  );
}

function issue(
  kind: DependencyIssue['kind'],
  { id }: PluginManifest,
  dependency: string,
  message: string,
): DependencyIssue {
  return { kind, plugin: id, dependency, message };
}

function cycleText(members: readonly PluginManifest[]): string {
  const names = members.map(({ id }) => id);
  return names.length === 1
    ? `${names[0]} names itself as a dependency`
    : `The plugins ${[...names, names[0]].join(' → ')} need each other in a circle`;
}
