/** A number, or a text that is one; anything else is `NaN`, which no comparison holds for. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() ? Number(value) : Number.NaN;
}

/** As JavaScript's `==` between a value and a text. Objects equal no text: `toString()` of theirs is not called. */
export function equals(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text;
  return (typeof value === 'number' || typeof value === 'boolean') && Number(value) === Number(text);
}

/** @param operator `<`, `<=`, `>` or `>=` */
export function compares(operator: string, left: number, right: number): boolean {
  const holds = operator[0] === '<' ? left < right : left > right;
  return holds || (operator[1] === '=' && left === right);
}

/** Whether a list contains the value, or an object has a property of its own with this name. */
export function isIn(value: unknown, container: unknown): boolean {
  if (Array.isArray(container)) return container.includes(value);
  return (
    typeof value === 'string' &&
    typeof container === 'object' &&
    container !== null &&
    Object.hasOwn(container, value)
  );
}
