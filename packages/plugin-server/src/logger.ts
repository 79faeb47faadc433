/**
 * Where the server reports what its callers must not see. `console` and pino-like loggers fit.
 *
 * @example
 * createPluginServer({ db, authenticate, logger: { error: (message, details) => log.error(details, message) } });
 */
export interface Logger {
  error(message: string, details?: unknown): void;
  warn?(message: string, details?: unknown): void;
}
