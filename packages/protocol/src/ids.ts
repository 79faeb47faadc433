/** A plugin id: lower-case letters, digits and hyphens, 1 to 64 of them. No dots, so `<pluginId>.<name>` splits one way only. */
export const PLUGIN_ID = /^[a-z0-9-]{1,64}$/;

/** Path segments of the HTTP API that a plugin id would shadow. */
export const RESERVED_PLUGIN_IDS: ReadonlySet<string> = new Set([
  'blocklist',
  'bundles',
  'events',
  'health',
  'install',
  'marketplace',
  'openapi',
  'public-keys',
  'publish',
  'runtime',
  'updates',
]);

/** Names a plugin gives to its commands and the like. A leading dot or a `..` would make the full name ambiguous. */
export const LOCAL_NAME = /^[A-Za-z0-9_-]+(?:[.:/][A-Za-z0-9_-]+)*$/;

/**
 * The full name of something a plugin owns. A name that already starts with the owner's id stays as it is.
 *
 * @example
 * qualifyName('color-palette', 'generate') // 'color-palette.generate'
 * qualifyName('color-palette', 'color-palette.generate') // the same
 */
export function qualifyName(pluginId: string, name: string): string {
  return name.startsWith(`${pluginId}.`) ? name : `${pluginId}.${name}`;
}
