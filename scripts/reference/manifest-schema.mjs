// The JSON Schema of plugin.json, for editors: stricter than the parser where a typo would otherwise go unnoticed.
import { toJsonSchema } from '@valibot/to-json-schema';
import { manifestSchema, permissionSchema } from '../../packages/protocol/src/manifest/manifest.ts';
import { ALL_PERMISSIONS, PERMISSIONS } from '../../packages/protocol/src/permissions.ts';
import { TEXTS } from './manifest-texts.mjs';

const core = Object.keys(PERMISSIONS).join('|');

/** An editor completes those of the core, and refuses parts of them that do not exist; an app may have its own. */
const anyPermission = {
  title: 'permission',
  anyOf: [
    { enum: ALL_PERMISSIONS },
    { type: 'string', pattern: `^(?!(?:${core})(?::|$))[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?$` },
  ],
};

/** What the parser checks by code. */
const PATTERNS = {
  version: '^\\d+\\.\\d+\\.\\d+(?:[-+].*)?$',
};

/** The objects with named members within a schema, and how a path goes on to them. */
function* membersOf(schema, path) {
  if (schema.properties) yield { path, schema };
  if (schema.items) yield* membersOf(schema.items, `${path}[]`);
  if (schema.additionalProperties) yield* membersOf(schema.additionalProperties, `${path}.*`);
  for (const alternative of schema.anyOf ?? []) yield* membersOf(alternative, path);
}

/**
 * The objects of a schema, outermost first: the path of each, and its schema.
 *
 * @returns {Generator<{ path: string, schema: object }>}
 */
export function* objectsOf(schema, path = '') {
  for (const object of membersOf(schema, path)) {
    yield object;
    for (const [key, member] of Object.entries(object.schema.properties))
      yield* objectsOf(member, keyPath(object.path, key));
  }
}

export const keyPath = (path, key) => (path ? `${path}.${key}` : key);

/** Objects with named members are closed: the parser keeps a member it does not know, an editor should point at it. */
function close(schema) {
  for (const { schema: object } of objectsOf(schema)) object.additionalProperties = false;
  return schema;
}

/** Gives every key its text. Keys without a text, and texts without a key, are faults. */
function describe(schema, texts) {
  const unused = new Set(Object.keys(texts));
  const missing = [];
  for (const { path, schema: object } of objectsOf(schema)) {
    for (const [key, member] of Object.entries(object.properties)) {
      const name = keyPath(path, key);
      if (!unused.delete(name)) missing.push(name);
      member.description = texts[name];
    }
  }
  if (missing.length > 0) throw new Error(`manifest-texts.mjs has no text for ${missing.join(', ')}`);
  if (unused.size > 0) throw new Error(`plugin.json has no key for the texts of ${[...unused].join(', ')}`);
  return schema;
}

/** What a schema alone cannot say (a semver range, a host) is checked by `parseManifest`; an editor gets the rest. */
export function manifestJsonSchema() {
  const schema = close(
    toJsonSchema(manifestSchema, {
      errorMode: 'ignore',
      typeMode: 'input',
      overrideSchema: ({ valibotSchema }) => (valibotSchema === permissionSchema ? anyPermission : undefined),
    }),
  );
  for (const [name, pattern] of Object.entries(PATTERNS)) schema.properties[name].pattern = pattern;
  return { ...describe(schema, TEXTS), title: 'plugin.json' };
}
