import { parseSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import {
  createSettingsValidator,
  toSettingsIssues,
} from '@fluxstudio/plugin-protocol/settings/validate-settings';
import * as contract from '../contract/settings.ts';
import { badRequest, tooLarge } from '../http-error.ts';
import { isJsonObject, type JsonObject } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { mergePatch } from '../merge-patch.ts';
import { header } from '../request.ts';
import { isMatched, json, type PluginResponse, unlessMatched } from '../response.ts';
import { type UserContext, type UserRoute, userRoute } from '../route.ts';
import type { SettingsStore } from '../stores/settings-store.ts';
import { pluginIdOf } from './plugin-id.ts';

type Merge = (stored: JsonObject, patch: JsonObject) => JsonObject;

/** What the user has set for a plugin. */
export function settingsRoutes(store: SettingsStore): UserRoute[] {
  async function change(context: UserContext, patch: JsonObject, merge: Merge): Promise<PluginResponse> {
    const id = pluginIdOf(context);
    // Not worth a round trip: it cannot fit.
    if (Buffer.byteLength(JSON.stringify(patch)) > LIMITS.settingsBytes)
      throw tooLarge('The settings', LIMITS.settingsBytes);
    const ifMatch = header(context.request, 'if-match');
    let unknown: string[] = [];
    const { settings, etag } = await store.change(context.actor, id, {
      keys: Object.keys(patch),
      mayChange: (current) => ifMatch === undefined || isMatched(current, ifMatch),
      async apply(stored, manifest) {
        const wanted = merge(stored, patch);
        // What is deleted has no value that could be wrong.
        const set = Object.keys(patch).filter((key) => Object.hasOwn(wanted, key));
        unknown = await requireValid(
          manifest,
          Object.fromEntries(set.map((key) => [key, wanted[key] ?? null])),
        );
        return wanted;
      },
    });
    return json(200, { success: true, settings, ...(unknown.length > 0 ? { unknown } : {}) }, { etag });
  }

  return [
    userRoute(contract.getSettings, async (context) => {
      const { settings, etag } = await store.get(context.actor, pluginIdOf(context));
      return unlessMatched(
        json(200, { success: true, settings }, { etag }),
        header(context.request, 'if-none-match'),
      );
    }),
    userRoute(contract.putSettings, (context) =>
      change(context, context.body.settings, (stored, patch) => ({ ...stored, ...patch })),
    ),
    userRoute(contract.patchSettings, (context) => change(context, context.body, mergePatch)),
  ];
}

/**
 * Checks settings against what an install declares. One of before the platform may declare what is no schema today: its settings are stored as
 * they come.
 *
 * @returns the names it does not declare: they are stored too, for another version perhaps
 * @throws HttpError 400, naming each value that is wrong
 */
async function requireValid(manifest: JsonObject, settings: JsonObject): Promise<string[]> {
  const declared = isJsonObject(manifest) ? manifest.settings : undefined;
  const validator = await createSettingsValidator(parseSettingsSchema(declared));
  const { issues, unknown } = validator.checkAll(settings);
  if (issues.length > 0) throw badRequest('INVALID_SETTINGS', toSettingsIssues(issues));
  return unknown;
}
