// The JSON Schema of plugin.json, for editors: stricter than the parser where a typo would otherwise go unnoticed.
import { toJsonSchema } from '@valibot/to-json-schema';
import { manifestSchema, permissionSchema } from '../../packages/protocol/src/manifest/manifest.ts';
import { ALL_PERMISSIONS, PERMISSIONS } from '../../packages/protocol/src/permissions.ts';

const core = Object.keys(PERMISSIONS).join('|');

/** An editor completes those of the core, and refuses parts of them that do not exist; an app may have its own. */
const anyPermission = {
  anyOf: [
    { enum: ALL_PERMISSIONS },
    { type: 'string', pattern: `^(?!(?:${core})(?::|$))[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?$` },
  ],
};

/** What the parser checks by code. */
const PATTERNS = {
  version: '^\\d+\\.\\d+\\.\\d+(?:[-+].*)?$',
};

/** Objects with named members are closed: the parser keeps a member it does not know, an editor should point at it. */
function close(schema) {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]));
  return closed.properties ? { ...closed, additionalProperties: false } : closed;
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
  return `${JSON.stringify({ ...schema, title: 'plugin.json' }, null, 2)}\n`;
}
