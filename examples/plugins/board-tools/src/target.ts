const HEX = /^#[0-9a-f]{6}$/i;

/** The colour that a key gives to the command. */
export function colorOf(argument: unknown): string | undefined {
  return typeof argument === 'string' && HEX.test(argument) ? argument.toLowerCase() : undefined;
}

/** The shape that a context menu was opened on. */
export function shapeIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('type' in argument) || argument.type !== 'canvas') return undefined;
  return 'id' in argument && typeof argument.id === 'string' ? argument.id : undefined;
}
