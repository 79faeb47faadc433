/** Before every id of a heading, so that none is that of an element of the page around it. */
const PREFIX = 'heading-';

/** The name by which links lead to a heading, as GitHub makes it: `Next steps!` is `next-steps`. */
function nameOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}

/** Where `#next-steps` leads. */
export function targetOf(href: string): string {
  const name = href.slice(1);
  try {
    return PREFIX + nameOf(decodeURIComponent(name));
  } catch {
    return PREFIX + nameOf(name);
  }
}

/** Ids for the headings of a document, each once: the second `Notes` is `notes-1`. */
export function createHeadingIds(): (text: string) => string {
  const used = new Set<string>();
  return (text) => {
    const name = nameOf(text);
    let id = PREFIX + name;
    for (let count = 1; used.has(id); count++) id = `${PREFIX}${name}-${count}`;
    used.add(id);
    return id;
  };
}
