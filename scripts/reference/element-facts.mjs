// What there is to say of each element of panels, from its schema, the table of texts and the comments of the components. Also runs in
// the gallery of the example app.
import { ELEMENTS } from '../../packages/protocol/src/panel/elements.ts';
import { DETAILS, EVENTS, GROUPS, METHODS, PROPERTIES } from './element-texts.mjs';
import { typeText } from './type-text.mjs';

/** What stands in the file of an example: its JSX, as it would stand in a file of a plugin. */
export function exampleCode(source) {
  const code = source.slice(source.indexOf('export default ')).replace(/^export default |;\s*$/g, '');
  return code.startsWith('(\n') ? code.slice(2, -2).replace(/^ {2}/gm, '') : code;
}

/** `TextField` as the name of a file: `text-field`. */
export const kebab = (name) => name.replace(/\B[A-Z]/g, '-$&').toLowerCase();

/**
 * The elements in the order of their schemas.
 *
 * @param source the text of packages/plugin-sdk/src/ui/components.ts
 */
export function elementFacts(source) {
  const used = new Set();
  const textOf = (texts, element, name) => {
    const key = [`${element}.${name}`, name].find((one) => Object.hasOwn(texts, one));
    if (!key) throw new Error(`element-texts.mjs has no text for ${element}.${name}`);
    used.add(key);
    return texts[key];
  };
  const docs = commentsOf(source);
  const facts = Object.entries(ELEMENTS).map(([name, schema]) => {
    if (!docs.has(name)) throw new Error(`components.ts has no comment on ${name}`);
    return {
      name,
      group: GROUPS[name],
      docs: docs.get(name),
      children: schema.children,
      properties: Object.entries(schema.props).map(([property, type]) => ({
        name: property,
        type: typeText(type),
        limits: limitsOf(type),
        docs: textOf(PROPERTIES, name, property),
      })),
      events: schema.events.map((event) => ({
        name: `on${event[0].toUpperCase()}${event.slice(1)}`,
        type: detailOf(name, schema, event),
        docs: textOf(EVENTS, name, event),
      })),
      methods: Object.keys(schema.methods ?? {}).map((method) => ({
        name: method,
        docs: textOf(METHODS, name, method),
      })),
    };
  });
  const unused = [PROPERTIES, EVENTS, METHODS].flatMap(Object.keys).filter((key) => !used.has(key));
  if (unused.length > 0)
    throw new Error(`No element has what element-texts.mjs says of ${unused.join(', ')}`);
  return facts;
}

/** The comments on the components, without their examples. */
function commentsOf(source) {
  const comments = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const (\w+) = component\(/g);
  return new Map(
    [...comments].map(([, comment, name]) => [
      name,
      comment
        .replace(/^\s*\* ?/gm, '')
        .replace(/^@example[\s\S]*/m, '')
        .replace(/\{@link (\w+)\}/g, '`$1`')
        .trim()
        .split(/\n{2,}/)
        .map((paragraph) => paragraph.replaceAll('\n', ' ')),
    ]),
  );
}

function detailOf(name, { props, value }, event) {
  if (value && (event === 'input' || event === 'change')) return `{ ${value}: ${typeText(props[value])} }`;
  return DETAILS[`${name}.${event}`] ?? DETAILS[event] ?? '';
}

/** What a value must be beyond its type, in the words of the schema’s own messages. */
function limitsOf({ pipe = [] }) {
  const [inner, ...checks] = pipe;
  const own = checks
    .filter(({ kind, type }) => kind === 'validation' && type !== 'finite')
    .map(({ message }) => message.replace(/^must (?:be|have) /, ''))
    .map((text) => text.replace(/\d{4,}/g, (digits) => Number(digits).toLocaleString('en')));
  const all = [inner?.pipe && limitsOf(inner), ...own].filter(Boolean).join(', ');
  return all.replace(/^at least (\S+), at most (\S+)/, '$1 to $2');
}
