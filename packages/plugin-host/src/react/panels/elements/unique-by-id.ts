/** Without those whose id an earlier one has: an id stands for one thing. */
export function uniqueById<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const ids = new Set<string>();
  const unique = items.filter(({ id }) => !ids.has(id) && ids.add(id));
  return unique.length === items.length ? items : unique;
}
