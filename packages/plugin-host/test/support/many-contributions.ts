import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { testManifest } from './test-manifest.ts';

export const PLUGINS = 100;
export const CONTRIBUTIONS = 1_000;
/** Four of the ten contributions of each plugin have a condition, none of them twice. */
export const CONDITIONS = 400;
export const KEYS = 50;
/** Keys by how many conditions read them. */
export const READ_BY = { 100: keyName(0), 10: keyName(1), 1: keyName(2) } as const;
/** A key that no condition reads. */
export const UNREAD = 'app.unread';

/** What the app sets its context keys to. */
export type KeyValues = ReadonlyMap<string, boolean | string | number>;

/** A condition as a plugin writes it, and what it means, without any parser. */
export interface ManyCondition {
  readonly text: string;
  readonly keys: readonly string[];
  holds(values: KeyValues): boolean;
}

export interface ManyPlugin {
  readonly manifest: PluginManifest;
  readonly code: string;
}

function keyName(index: number): string {
  return `app.key${index}`;
}

/** A third of the keys are flags, a third names, a third counts. `seed` makes another state of the app. */
export function keyValues(seed: number): Map<string, boolean | string | number> {
  return new Map(Array.from({ length: KEYS }, (_, index) => [keyName(index), stateOf(index, seed)]));
}

function stateOf(index: number, seed: number): boolean | string | number {
  const mixed = (index * 7 + seed * 3) % 5;
  if (index % 3 === 0) return mixed % 2 === 0;
  return index % 3 === 1 ? `mode${mixed}` : mixed;
}

/** One comparison with a key of a kind, in two forms. */
function term(index: number, salt: number): ManyCondition {
  const key = keyName(index);
  const other = salt % 2 === 1;
  const [text, holds]: [string, (value: unknown) => boolean] =
    index % 3 === 0
      ? [other ? `!${key}` : key, (value) => (value === true) !== other]
      : index % 3 === 1
        ? [
            `${key} ${other ? '!=' : '=='} 'mode${salt % 5}'`,
            (value) => (value === `mode${salt % 5}`) !== other,
          ]
        : [
            `${key} ${other ? '<=' : '>'} ${salt % 5}`,
            (value) => typeof value === 'number' && value > salt % 5 !== other,
          ];
  return { text, keys: [key], holds: (values) => holds(values.get(key)) };
}

/** The conditions of all plugins: three comparisons each. */
export function conditionAt(index: number): ManyCondition {
  const spread = KEYS - 3;
  const free = (step: number) => 3 + ((index * step + Math.floor(index / spread)) % spread);
  const main = index < 100 ? 0 : index < 110 ? 1 : index === 110 ? 2 : free(1);
  const [a, b, c] = [term(main, index), term(free(7), index >> 1), term(free(11), index >> 2)];
  const keys = [...a.keys, ...b.keys, ...c.keys];
  return index % 2 === 0
    ? {
        text: `${a.text} && (${b.text} || ${c.text})`,
        keys,
        holds: (values) => a.holds(values) && (b.holds(values) || c.holds(values)),
      }
    : {
        text: `${a.text} || ${b.text} && ${c.text}`,
        keys,
        holds: (values) => a.holds(values) || (b.holds(values) && c.holds(values)),
      };
}

const MODIFIERS = ['ctrl+alt', 'alt+shift', 'ctrl+alt+shift', 'alt+meta'];

/** Another one for each plugin. */
function shortcutOf(plugin: number): string {
  return `${MODIFIERS[Math.floor(plugin / 26)]}+${String.fromCharCode(97 + (plugin % 26))}`;
}

export const pluginId = (plugin: number): string => `plugin-${plugin}`;

/** The one with this number: ten contributions, of which four have a condition. */
export function manyPlugin(plugin: number): ManyPlugin {
  // The seven places that take a condition have it in turns.
  const when = (place: number): { when?: string } => {
    const turn = (place - plugin + 7 * PLUGINS) % 7;
    return turn < 4 ? { when: conditionAt(plugin * 4 + turn).text } : {};
  };
  const order = (plugin * 37) % 10;
  const own = { name: `Look ${plugin}`, extensions: [`.x${plugin}`] };
  const third = [
    { themes: [{ id: 'look', name: own.name, type: 'dark' as const, colors: { accent: '#1e90ff' } }] },
    { languages: [{ id: 'look', ...own }] },
    { fileTypes: [{ id: 'look', ...own }] },
  ][plugin % 3];
  const manifest = testManifest(pluginId(plugin), {
    manifestVersion: 2,
    permissions: ['commands', 'ui'],
    contributes: {
      commands: [
        { id: 'run', title: `Run ${plugin}`, ...when(0) },
        { id: 'stop', title: `Stop ${plugin}` },
        { id: 'show', title: `Show ${plugin}` },
      ],
      menus: [{ id: 'menu', command: 'run', order, ...when(1) }],
      contextMenus: [
        { id: 'context', targetType: 'file', items: [{ id: 'item', command: 'show', ...when(2) }] },
      ],
      panels: [{ id: 'panel', title: `Panel ${plugin}`, location: 'sidebar', ...when(3) }],
      toolbarItems: [{ id: 'tool', command: 'run', icon: 'palette', location: 'main', order, ...when(4) }],
      statusBar: [{ id: 'status', text: `Status ${plugin}`, order, ...when(5) }],
      keybindings: [{ command: 'run', key: shortcutOf(plugin), args: plugin, ...when(6) }],
      ...third,
    },
  });
  const code = `export function activate(context, api) {
    api.commands.register('run', (...args) => { context.log.info('ran'); return ['${pluginId(plugin)}', ...args]; });
  }`;
  return { manifest, code };
}

export const manyPlugins = (): ManyPlugin[] =>
  Array.from({ length: PLUGINS }, (_, index) => manyPlugin(index));
