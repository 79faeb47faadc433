// docs/components.md: every element of panels with its picture, an example and its properties.
import { canvasCommands } from '../../packages/protocol/src/panel/canvas-commands.ts';
import { kebab } from './element-facts.mjs';
import { typeText } from './type-text.mjs';

/** What can stand in an element, where that is not nothing. */
const CHILDREN = { text: 'Text stands in it.', any: 'Other elements and text stand in it.' };

/**
 * @param facts of each element
 * @param codeOf the example of an element, by its name
 */
export function componentsPage(facts, codeOf) {
  return [
    '# Components',
    'What a [panel](panels.md) is made of. All of it comes from `@fluxstudio/plugin-sdk/ui`, and is drawn by the app, in its theme, for the pointer, the keyboard and screen readers alike. Each property can be left out, and `ref` gives the element itself.',
    'The examples are those of the gallery: `pnpm studio` serves it as `/stories.html?story=components`, where each can be used. Properties and events are checked by the same schemas that this page is made of.',
    contents(facts),
    ...facts.map((element) => section(element, codeOf(element.name))),
  ].join('\n\n');
}

function contents(facts) {
  const lines = [];
  for (const { name, group } of facts) {
    const link = `[${name}](#${name.toLowerCase()})`;
    if (group) lines.push(`- ${group}: ${link}`);
    else lines.push(`${lines.pop()} · ${link}`);
  }
  return lines.join('\n');
}

function section({ name, docs, children, properties, events, methods }, code) {
  const rows = [
    ...properties.map((property) => [property.name, quoted(property.type), withLimits(property)]),
    ...events.map((event) => [
      event.name,
      event.type ? `event with ${quoted(event.type)}` : 'event',
      event.docs,
    ]),
    ...methods.map((method) => [`${method.name}()`, 'method', method.docs]),
  ];
  return [
    `## ${name}`,
    [docs[0], CHILDREN[children]].filter(Boolean).join(' '),
    ...docs.slice(1),
    picture(name),
    `\`\`\`tsx\n${code}\n\`\`\``,
    ...(rows.length > 0 ? [table(rows)] : []),
    ...(name === 'Canvas' ? [commands()] : []),
  ].join('\n\n');
}

function picture(name) {
  const file = (theme) => `images/components/${kebab(name)}-${theme}.png`;
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${file('dark')}">`,
    `  <img src="${file('light')}" alt="${name}, as the example below draws it" width="400">`,
    '</picture>',
  ].join('\n');
}

const withLimits = ({ docs, limits }) =>
  limits ? `${docs} ${limits[0].toUpperCase()}${limits.slice(1)}.` : docs;
const quoted = (text) => `\`${text}\``;
const cell = (text) => text.replaceAll('|', '\\|');

function table(rows) {
  const lines = rows.map(([name, ...others]) => `| ${[quoted(name), ...others].map(cell).join(' | ')} |`);
  return ['| Property | Type | |', '|-|-|-|', ...lines].join('\n');
}

/** What `draw` takes. */
function commands() {
  const rows = canvasCommands.item.options.map(({ entries: { type, ...members } }) => {
    const texts = Object.entries(members).map(
      ([key, schema]) => `${key}${optional(schema)}: ${memberText(schema)}`,
    );
    return `| \`${type.literal}\` | ${texts.map((text) => cell(quoted(text))).join(', ')} |`;
  });
  return [
    '### Drawing commands',
    "In pixels of the canvas, from its top left, each over those before it: `{ type: 'circle', x: 20, y: 20, radius: 8, fill: '#cc0000' }`. Colours are `#rgb`, `#rrggbb` or `#rrggbbaa`; without `fill` and `stroke` nothing is seen of a shape.",
    ['| `type` | Members |', '|-|-|', ...rows].join('\n'),
  ].join('\n\n');
}

const optional = ({ type }) => (type === 'optional' ? '?' : '');

/** A class has no text of its own, but its message names it. */
function memberText(schema) {
  const inner = schema.wrapped ?? schema;
  return inner.type === 'custom' || inner.type === 'instance'
    ? inner.message.replace(/^must be an? /, '')
    : typeText(inner);
}
