import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { plainText } from '../ui/plain-text.ts';

/** As users know them: one that waits for something to do is ready, or paused in safe mode; one that must not run is blocked. */
export type ShownState = PluginInstance['state'] | 'ready' | 'paused' | 'blocked';

export type InstalledFilter = 'all' | 'on' | 'off' | 'problem';
export type InstalledSort = 'recent' | 'name' | 'state';
export type InstalledLayout = 'grid' | 'list';

/** What is shown of the installed plugins, and in which order. */
export interface InstalledView {
  readonly query: string;
  readonly filter: InstalledFilter;
  readonly sort: InstalledSort;
}

export const EVERYTHING: InstalledView = { query: '', filter: 'all', sort: 'recent' };

/** Those that want attention first. */
const ORDER: readonly ShownState[] = [
  'blocked',
  'disabled',
  'error',
  'loading',
  'active',
  'ready',
  'paused',
  'inactive',
];

export function shownState({ state, enabled, error }: PluginInstance, safeMode: boolean): ShownState {
  if (error?.code === 'VERSION_WITHDRAWN' && (state === 'disabled' || state === 'error')) return 'blocked';
  if (state !== 'inactive' || !enabled) return state;
  return safeMode ? 'paused' : 'ready';
}

/** Whether it is for the plugin's user to look at: it failed, must not run, or waits for an answer. */
export function hasProblem({ state, error, pendingUpdate }: PluginInstance): boolean {
  return state === 'error' || state === 'disabled' || error !== undefined || pendingUpdate !== undefined;
}

/** Filtered and sorted; `plugins` come newest first. */
export function arrangePlugins(
  plugins: readonly PluginInstance[],
  { query, filter, sort }: InstalledView,
  locale: string,
): readonly PluginInstance[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = plugins.filter((plugin) => fits(plugin, filter) && hasWords(plugin, words));
  if (sort === 'recent') return shown;
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byName = (a: PluginInstance, b: PluginInstance) =>
    compare(plainText(a.manifest.name), plainText(b.manifest.name));
  const rank = (plugin: PluginInstance) => ORDER.indexOf(shownState(plugin, false));
  return shown.sort(sort === 'name' ? byName : (a, b) => rank(a) - rank(b) || byName(a, b));
}

function fits(plugin: PluginInstance, filter: InstalledFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'on':
      return plugin.enabled || plugin.state === 'active';
    case 'off':
      return !plugin.enabled && plugin.state === 'inactive';
    case 'problem':
      return hasProblem(plugin);
  }
}

function hasWords({ manifest }: PluginInstance, words: readonly string[]): boolean {
  const text =
    `${plainText(manifest.name)} ${manifest.id} ${plainText(manifest.author?.name ?? '')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
