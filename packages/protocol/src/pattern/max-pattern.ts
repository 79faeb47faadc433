/** Characters of a regular expression. Longer ones are refused: they are machine-made, or an attack on the compiler. */
export const MAX_PATTERN = 256;
