import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';

/**
 * What starts a plugin, in the form in which it happens: `onCommand:<pluginId>.<name>`. Beside what the manifest lists, every
 * command, panel, language and file type that it contributes. A manifest of the first generation that lists nothing knows no waiting:
 * its plugin starts with the app, `*`.
 *
 * @example
 * activationEventsOf(manifest).has('onCommand:color-palette.generate')
 */
export function activationEventsOf({
  id,
  manifestVersion,
  activationEvents,
  contributes,
}: PluginManifest): ReadonlySet<string> {
  if (!activationEvents && manifestVersion !== 2) return new Set(['*']);
  const events = new Set<string>();
  const own = (kind: string, name: string) => events.add(`${kind}:${qualifyName(id, name)}`);
  for (const event of activationEvents ?? []) {
    events.add(event);
    // A short name is the plugin's own; what it means in the app, it means as well.
    const [, kind, name] = /^(onCommand|onPanel|onTheme|onLanguage|onFileType):(.+)$/.exec(event) ?? [];
    if (kind && name) own(kind, name);
  }
  for (const command of contributes?.commands ?? []) own('onCommand', command.id);
  for (const panel of contributes?.panels ?? []) own('onPanel', panel.id);
  for (const language of contributes?.languages ?? []) own('onLanguage', language.id);
  for (const fileType of contributes?.fileTypes ?? []) {
    own('onFileType', fileType.id);
    for (const extension of fileType.extensions) events.add(`onFileType:${extension.replace(/^\./, '')}`);
  }
  return events;
}
