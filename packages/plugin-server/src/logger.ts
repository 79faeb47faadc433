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

/** The app's logger, which must not fail what it is told of. */
export function safeLogger(logger: Logger): Logger {
  const safely =
    (level: 'error' | 'warn' | 'info') =>
    (message: string, details?: unknown): void => {
      try {
        logger[level]?.(message, details);
      } catch (error) {
        console.error('The logger threw', error);
      }
    };
  return { error: safely('error'), warn: safely('warn'), ...(logger.info ? { info: safely('info') } : {}) };
}
