import * as v from 'valibot';
import { PLUGIN_ID, RESERVED_PLUGIN_IDS } from '../ids.ts';
import { type Issue, toIssues } from '../issues.ts';
import { ALL_PERMISSIONS, isPermissionName } from '../permissions.ts';
import { contributes, label, listOf, localName, recordOf } from './contributes.ts';
import { isHostPattern } from './host-pattern.ts';
import { settingsSchema } from './settings-schema.ts';
import { isVersion, isVersionRange } from './version.ts';

const id = v.pipe(
  v.string('must be a string'),
  v.regex(PLUGIN_ID, 'must have 1 to 64 characters out of a-z, 0-9 and "-"'),
  v.check((value) => !RESERVED_PLUGIN_IDS.has(value), 'is reserved, choose another id'),
);

const version = v.pipe(
  v.string('must be a string'),
  v.maxLength(100, 'must have at most 100 characters'),
  v.check(isVersion, 'must be a semantic version such as 1.2.3'),
);

const range = v.pipe(
  v.string('must be a string'),
  v.maxLength(200, 'must have at most 200 characters'),
  v.check(isVersionRange, 'must be a semver range such as ^1.0.0'),
);

const bundlePath = v.pipe(
  v.string('must be a string'),
  v.minLength(1, 'must not be empty'),
  v.maxLength(500, 'must have at most 500 characters'),
);

const hostPattern = v.pipe(
  v.string('must be a string'),
  v.maxLength(300, 'must have at most 300 characters'),
  v.check(isHostPattern, 'must be a host such as api.example.com, *.example.com or http://localhost:3000'),
);

/** For whoever makes something of the schema, such as the JSON Schema of `plugin.json`. */
export const permissionSchema = v.custom<string>(
  isPermissionName,
  `must be one of ${ALL_PERMISSIONS.join(', ')}, or a permission of the app`,
);

const permissions = v.optional(
  v.pipe(
    listOf(permissionSchema, 100, 'must be a list of permissions'),
    v.transform((list) => [...new Set(list)]),
  ),
  [],
);

/** What `activate()` returns is awaited: with a function of this name it would never be there. */
const functionName = v.pipe(
  localName,
  v.check((name) => name !== 'then', 'must not be “then”: activate() would return a promise that never ends'),
);

const url = v.pipe(v.string('must be a string'), v.maxLength(2000, 'must have at most 2000 characters'));

const author = v.looseObject({ name: label(), email: v.optional(label()), url: v.optional(url) });

/**
 * `plugin.json`. Keys this version does not know are kept (see {@link unknownManifestKeys} to warn about them); everything
 * it does know is checked.
 */
export const manifestSchema = v.looseObject(
  {
    $schema: v.optional(url),
    manifestVersion: v.optional(v.picklist([1, 2], 'must be 1 or 2')),
    id,
    name: label(),
    version,
    description: v.optional(label(2000)),
    author: v.optional(author),
    license: v.optional(label()),
    homepage: v.optional(url),
    repository: v.optional(v.union([url, v.looseObject({ url })], 'must be a URL')),
    keywords: v.optional(listOf(label(100), 50, 'must be a list of words')),
    main: bundlePath,
    styles: v.optional(bundlePath),
    icon: v.optional(label(2000)),
    categories: v.optional(listOf(label(100), 50, 'must be a list of categories')),
    publisher: v.optional(label()),
    permissions,
    optionalPermissions: permissions,
    permissionReasons: v.optional(recordOf(label(500), 100, 'must be an object of permission and reason')),
    network: v.optional(
      v.looseObject({
        hosts: listOf(hostPattern, 100, 'must be a list of host patterns'),
        reason: v.optional(label(500)),
      }),
    ),
    fluxStudioVersion: v.optional(range),
    dependencies: v.optional(recordOf(range, 50, 'must be an object of plugin id and version range')),
    /** What other plugins may use of this one: functions that `activate()` returns, and commands. */
    exports: v.optional(
      v.looseObject({
        functions: v.optional(listOf(functionName, 200, 'must be a list of names')),
        commands: v.optional(listOf(localName, 200, 'must be a list of command ids')),
      }),
    ),
    activationEvents: v.optional(listOf(label(200), 200, 'must be a list of activation events')),
    contributes: v.optional(contributes),
    settings: v.optional(settingsSchema),
    l10n: v.optional(
      recordOf(
        recordOf(v.string(), 5000, 'must be an object of texts'),
        100,
        'must be an object of language and texts',
      ),
    ),
    enabledApiProposals: v.optional(listOf(label(100), 100, 'must be a list of proposal names')),
  },
  'must be an object, the content of plugin.json',
);

/** A checked manifest. */
export type PluginManifest = v.InferOutput<typeof manifestSchema>;
/** What an author may write: everything with a default is optional. */
export type PluginManifestInput = v.InferInput<typeof manifestSchema>;

export type ManifestResult = { ok: true; manifest: PluginManifest } | { ok: false; issues: Issue[] };

/**
 * Checks a manifest. Never throws; every fault is named by its field.
 *
 * @example
 * const result = parseManifest(JSON.parse(text));
 * if (!result.ok) for (const { field, message } of result.issues) console.error(`${field} ${message}`);
 */
export function parseManifest(input: unknown): ManifestResult {
  // A list is an object to JavaScript and to the schema library, but not a manifest.
  const result = v.safeParse(manifestSchema, Array.isArray(input) ? undefined : input);
  return result.success
    ? { ok: true, manifest: result.output }
    : { ok: false, issues: toIssues(result.issues) };
}

/** Top-level keys that this version of the schema does not know: kept, but worth a warning to the author. */
export function unknownManifestKeys(manifest: object): string[] {
  return Object.keys(manifest).filter((key) => !Object.hasOwn(manifestSchema.entries, key));
}
