/** The first id that two members of a list share. Rows are told apart by their ids, so the second is not drawn. */
export function repeatedId(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = new Set<unknown>();
  for (const item of value) {
    const id = item?.id;
    if (typeof id !== 'string') return undefined;
    if (ids.has(id)) return id;
    ids.add(id);
  }
  return undefined;
}
