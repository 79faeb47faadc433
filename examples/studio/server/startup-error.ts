/** Something that keeps the studio from starting and that its user can put right. The message says how. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
