import * as v from 'valibot';
import { LOCAL_NAME } from '../ids.ts';
import { parseWhen } from '../when/when-clause.ts';

/** Text a person reads: one line, bounded. The UI truncates it, the schema only stops abuse. */
export const label = (maxLength = 200) =>
  v.pipe(
    v.string('must be a string'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(maxLength, `must have at most ${maxLength} characters`),
  );

/** A list of so many at most: an app draws all of it. */
export const listOf = <T extends v.GenericSchema>(item: T, most: number, message = 'must be a list') =>
  v.pipe(v.array(item, message), v.maxLength(most, `must have at most ${most} members`));

/** An object of so many entries at most. */
export const recordOf = <T extends v.GenericSchema>(item: T, most: number, message: string) =>
  v.pipe(v.record(v.string(), item, message), v.maxEntries(most, `must have at most ${most} entries`));

/** A name of something a plugin owns, without the plugin's id. */
export const localName = v.pipe(
  v.string('must be a string'),
  v.regex(LOCAL_NAME, 'must be a name of letters, digits, "_", "-", with "." ":" or "/" between parts'),
  v.maxLength(128, 'must have at most 128 characters'),
);
const when = v.optional(
  v.pipe(
    v.string('must be a string'),
    v.maxLength(1000, 'must have at most 1000 characters'),
    v.check(
      (text) => parseWhen(text).ok,
      ({ input }) => {
        const result = parseWhen(input);
        return result.ok ? 'must be a condition' : `must be a condition: ${result.issue.message}`;
      },
    ),
  ),
);
const icon = label(2000);
const order = v.optional(v.number('must be a number'));
const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `must be one of ${values.join(', ')}`);

export const commandContribution = v.looseObject({
  id: localName,
  title: label(),
  description: v.optional(label(1000)),
  icon: v.optional(icon),
  shortcut: v.optional(
    v.union([label(100), listOf(label(100), 10)], 'must be a shortcut such as "Ctrl+Shift+P"'),
  ),
  category: v.optional(label()),
  when,
});

const menuItem = v.looseObject({
  id: localName,
  command: localName,
  group: v.optional(label()),
  order,
  when,
});

export const panelContribution = v.looseObject({
  id: localName,
  title: label(),
  icon: v.optional(icon),
  location: oneOf(['sidebar', 'bottomPanel', 'rightPanel', 'modal']),
  defaultSize: v.optional(
    v.looseObject({
      width: v.optional(v.pipe(v.number('must be a number'), v.minValue(0, 'must not be negative'))),
      height: v.optional(v.pipe(v.number('must be a number'), v.minValue(0, 'must not be negative'))),
    }),
  ),
  when,
});

export const toolbarItemContribution = v.looseObject({
  id: localName,
  command: localName,
  icon,
  tooltip: v.optional(label()),
  location: oneOf(['main', 'editor', 'statusBar']),
  order,
  when,
});

export type PanelContribution = v.InferOutput<typeof panelContribution>;
export type ToolbarItemContribution = v.InferOutput<typeof toolbarItemContribution>;

const contextMenu = v.looseObject({
  id: localName,
  targetType: oneOf(['editor', 'project', 'file', 'canvas', 'timeline']),
  items: listOf(menuItem, 100, 'must be a list of menu items'),
});

const theme = v.looseObject({
  id: localName,
  name: label(),
  type: oneOf(['dark', 'light']),
  colors: recordOf(label(200), 500, 'must be an object of colour names and values'),
});

const keybinding = v.looseObject({
  command: localName,
  /** Everywhere but where one of the next three says otherwise: `ctrl+shift+p`, `ctrl+k ctrl+s`. */
  key: v.optional(label(100)),
  mac: v.optional(label(100)),
  win: v.optional(label(100)),
  linux: v.optional(label(100)),
  /** Given to the command. */
  args: v.optional(v.unknown()),
  when,
});

const statusBarItem = v.looseObject({
  id: localName,
  text: label(),
  tooltip: v.optional(label()),
  command: v.optional(localName),
  alignment: v.optional(oneOf(['left', 'right'])),
  order,
  when,
});

/** An event that others may hear, as `<pluginId>:<id>`. */
const publicEvent = v.looseObject({ id: localName, description: v.optional(label(1000)) });

const extensions = listOf(label(50), 100, 'must be a list of file extensions');

const language = v.looseObject({
  id: localName,
  name: label(),
  extensions,
  configuration: v.optional(
    v.looseObject({
      comments: v.optional(v.unknown()),
      brackets: v.optional(v.unknown()),
      autoClosingPairs: v.optional(v.unknown()),
    }),
  ),
});

const fileType = v.looseObject({
  id: localName,
  name: label(),
  extensions,
  icon: v.optional(icon),
  editor: v.optional(label()),
});

const list = <T extends v.GenericSchema>(item: T) => v.optional(listOf(item, 500));

/** Patterns are compiled and matched while the user works: more of them are felt. */
const MAX_PATTERNS = 50;

const points = v.looseObject({
  commands: list(commandContribution),
  menus: list(menuItem),
  panels: list(panelContribution),
  toolbarItems: list(toolbarItemContribution),
  contextMenus: list(contextMenu),
  themes: list(theme),
  languages: list(language),
  fileTypes: list(fileType),
  keybindings: list(keybinding),
  statusBar: list(statusBarItem),
  events: list(publicEvent),
});

/** The contribution points of a manifest: what the app shows before any plugin code runs. */
export const contributes = v.pipe(
  points,
  v.check(
    (given) => countPatterns(given) <= MAX_PATTERNS,
    `must have at most ${MAX_PATTERNS} patterns (=~) in its conditions`,
  ),
);

/** The patterns of all conditions; those of one that is there more than once count once. */
function countPatterns(given: v.InferOutput<typeof points>): number {
  const { commands, menus, panels, toolbarItems, contextMenus, keybindings, statusBar } = given;
  const items = contextMenus?.flatMap((menu) => menu.items);
  const places = [commands, menus, panels, toolbarItems, items, keybindings, statusBar];
  const conditions = new Set(places.flatMap((place) => place?.map((entry) => entry.when) ?? []));
  let count = 0;
  for (const condition of conditions) {
    const result = condition?.includes('=~') ? parseWhen(condition) : undefined;
    if (result?.ok) count += result.clause.patterns.length;
  }
  return count;
}

export type MenuContribution = v.InferOutput<typeof menuItem>;
export type ContextMenuContribution = v.InferOutput<typeof contextMenu>;
export type ThemeContribution = v.InferOutput<typeof theme>;
export type LanguageContribution = v.InferOutput<typeof language>;
export type FileTypeContribution = v.InferOutput<typeof fileType>;
export type KeybindingContribution = v.InferOutput<typeof keybinding>;
export type StatusBarContribution = v.InferOutput<typeof statusBarItem>;
export type CommandContribution = v.InferOutput<typeof commandContribution>;
export type Contributes = v.InferOutput<typeof contributes>;
