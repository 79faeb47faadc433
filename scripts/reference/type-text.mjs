// The TypeScript type that a valibot schema takes, as text: what an author writes, so the input of transformations.

/** @param schema a valibot schema; `v.title()` names what a schema cannot tell, such as a class */
export function typeText(schema) {
  const title = titleOf(schema);
  if (title) return title;
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'unknown':
    case 'undefined':
    case 'null':
      return schema.type;
    case 'literal':
      return literal(schema.literal);
    case 'picklist':
      return schema.options.map(literal).join(' | ');
    case 'array':
      return arrayOf(typeText(schema.item));
    case 'record':
      return `Record<${typeText(schema.key)}, ${typeText(schema.value)}>`;
    case 'optional':
      return typeText(schema.wrapped);
    case 'nullable':
      return `${typeText(schema.wrapped)} | null`;
    case 'nullish':
      return `${typeText(schema.wrapped)} | null`;
    case 'union':
      return schema.options.map(typeText).map(inUnion).join(' | ');
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return objectText(schema.entries);
    case 'strict_tuple':
    case 'tuple':
      return `[${schema.items.map(typeText).join(', ')}]`;
    default:
      throw new Error(`The reference cannot name a schema of type ${schema.type}: give it a v.title()`);
  }
}

/** `key: string, value?: unknown` of a method's tuple of arguments. */
export function parametersText(schema, names) {
  const items = schema.items.map((item, index) => {
    const name = names[index] ?? `arg${index}`;
    return `${name}${isOptional(item) ? '?' : ''}: ${typeText(item)}`;
  });
  if (schema.rest) items.push(`...args: ${arrayOf(typeText(schema.rest))}`);
  return items.join(', ');
}

/** A pipe begins with a schema, which may be a pipe again. */
function titleOf({ pipe = [] }) {
  return pipe.findLast(({ type }) => type === 'title')?.title ?? (pipe[0]?.pipe && titleOf(pipe[0]));
}

function objectText(entries) {
  const members = Object.entries(entries).map(
    ([key, value]) => `${key}${isOptional(value) ? '?' : ''}: ${typeText(value)}`,
  );
  return members.length > 0 ? `{ ${members.join('; ')} }` : '{}';
}

const isOptional = ({ type }) => type === 'optional' || type === 'nullish';
const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const arrayOf = (item) => (/[|>]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`);
const inUnion = (text) => (text.includes('=>') ? `(${text})` : text);
