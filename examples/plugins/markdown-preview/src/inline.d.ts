/** A module bundled into one classic script, as a string: see `tsup.config.ts`. */
declare module '*?inline' {
  const source: string;
  export default source;
}
