// The page of the reference about plugin.json, from its JSON Schema.
import { LOCAL_NAME, PLUGIN_ID } from '../../packages/protocol/src/ids.ts';
import { parseManifest } from '../../packages/protocol/src/manifest/manifest.ts';
import { keyPath, objectsOf } from './manifest-schema.mjs';
import { EXAMPLE } from './manifest-texts.mjs';

/** What an expression demands, in words. */
const PATTERNS = new Map([
  [PLUGIN_ID.source, '1 to 64 of `a-z`, `0-9` and `-`'],
  [LOCAL_NAME.source, 'letters, digits, `_` and `-`, with `.`, `:` or `/` between parts'],
  ['^\\d+\\.\\d+\\.\\d+(?:[-+].*)?$', 'such as `1.2.3`'],
]);

export function manifestPage(schema) {
  checkExample(schema);
  const sections = [...objectsOf(schema)].map(({ path, schema: object }) => section(schema, path, object));
  return [
    '# `plugin.json`',
    'Every key of a manifest. **Bold** keys are required. Keys that are not listed are kept and not read. An editor completes and checks the file by its `$schema`. How the parts work: [contributions](../contributions.md), [activation](../activation.md), [dependencies](../dependencies.md), [settings](../settings.md), [when clauses](../when-clauses.md), [permissions](../permissions.md), [network](../network.md).',
    ...sections,
    '## A whole manifest',
    fence(EXAMPLE),
  ].join('\n\n');
}

function section(schema, path, object) {
  const required = new Set(object.required);
  const rows = Object.entries(object.properties).map(([key, member]) => {
    const name = required.has(key) ? `**\`${key}\`**` : `\`${key}\``;
    const texts = [member.description, constraints(member), defaultText(member)].filter(Boolean);
    return `| ${[name, typeText(member), texts.join(' ')].map(cell).join(' | ')} |`;
  });
  const intro = path && sentenceOf(schema, path);
  const example = path && exampleAt(path);
  return [
    ...(path ? [`## \`${path}\``] : []),
    ...(intro ? [intro] : []),
    ['| Key | Type | |', '|-|-|-|', ...rows].join('\n'),
    ...(example ? [fence(example)] : []),
  ].join('\n\n');
}

const cell = (text) => text.replaceAll('|', '\\|');

/** The text of the key that holds the object, list or record. */
function sentenceOf(schema, path) {
  const name = path.replace(/(?:\[\]|\.\*)+$/, '');
  for (const { path: owner, schema: object } of objectsOf(schema)) {
    const key = Object.keys(object.properties).find((one) => keyPath(owner, one) === name);
    if (key) return object.properties[key].description;
  }
  throw new Error(`There is no key ${name}`);
}

function typeText(schema) {
  if (schema.title === 'permission') return 'permission';
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ');
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' or ');
  if (schema.type === 'array') return `list of ${plural(typeText(schema.items))}`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `object of ${plural(typeText(schema.additionalProperties))}`;
  }
  return schema.type ?? 'anything';
}

const plural = (type) => type.replace(/^(string|number|object|boolean|permission)\b/, '$1s');

/** What a value must be beyond its type, as a sentence. */
function constraints(schema, of = '') {
  const { minLength = 0, maxLength, pattern, minimum } = schema;
  const words = [
    ...(pattern ? [wordsFor(pattern)] : []),
    ...(minLength > 0 && maxLength ? [`${minLength} to ${maxLength} characters`] : []),
    ...(minLength === 0 && maxLength ? [`at most ${maxLength} characters`] : []),
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
  ];
  if (words.length > 0) return `${of}${capital(words.join(', '), of)}.`;
  if (schema.items) return constraints(schema.items, 'Each: ');
  if (typeof schema.additionalProperties === 'object')
    return constraints(schema.additionalProperties, 'Each: ');
  for (const alternative of schema.anyOf ?? []) {
    const text = schema.title === 'permission' ? '' : constraints(alternative, of);
    if (text) return text;
  }
  return '';
}

function wordsFor(pattern) {
  const text = PATTERNS.get(pattern);
  if (!text) throw new Error(`manifest-page.mjs has no words for the expression ${pattern}`);
  return text;
}

const capital = (text, before) => (before ? text : text[0].toUpperCase() + text.slice(1));

const defaultText = ({ default: value }) =>
  value === undefined ? '' : `Default: \`${JSON.stringify(value)}\`.`;

/** The part of the example that an object of the schema stands for, inside the keys that lead to it. */
function exampleAt(path) {
  const [first, second] = path.replaceAll('[]', '').split('.');
  const part = EXAMPLE[first];
  if (first !== 'contributes') return path === first || path.endsWith('.*') ? { [first]: part } : undefined;
  const isPoint = second && path === `contributes.${second}[]`;
  return isPoint ? { contributes: { [second]: part[second] } } : undefined;
}

/** @throws where the example is not what the schema and the parser take */
function checkExample(schema) {
  const result = parseManifest(EXAMPLE);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('; '));
  const known = new Map([...objectsOf(schema)].map(({ path, schema: { properties } }) => [path, properties]));
  const visit = (value, path) => {
    if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
    else if (typeof value === 'object' && value !== null) {
      const properties = known.get(path);
      for (const [key, member] of Object.entries(value)) {
        if (properties && !properties[key]) throw new Error(`The example has ${keyPath(path, key)}`);
        visit(member, properties ? keyPath(path, key) : `${path}.*`);
      }
    }
  };
  visit(EXAMPLE, '');
  for (const key of Object.keys(known.get('contributes')))
    if (!EXAMPLE.contributes[key]) throw new Error(`The example contributes no ${key}`);
}

const fence = (value) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
