/** One listener that throws keeps nothing from the others: the first error is thrown when all have heard. */
export function tellAll<L>(listeners: Iterable<L>, tell: (listener: L) => unknown): void {
  const errors: unknown[] = [];
  for (const listener of [...listeners]) {
    try {
      tell(listener);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
