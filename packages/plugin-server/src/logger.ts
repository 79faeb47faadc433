/**
 * Where the server reports what its callers must not see. `console` and pino-like loggers fit.
 *
 * @example
 * createPluginServer({ db, authenticate, logger: { error: (message, details) => log.error(details, message) } });
 */
export interface Logger {
  error(message: string, details?: unknown): void;
  warn?(message: string, details?: unknown): void;
  /** Each request, with a `RequestRecord`. */
  info?(message: string, details?: unknown): void;
}

/** Failures on the console. Each request there would be noise. */
export const CONSOLE: Logger = {
  error: (message, details) => console.error(message, details),
  warn: (message, details) => console.warn(message, details),
};
