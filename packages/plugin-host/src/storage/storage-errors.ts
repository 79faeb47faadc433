import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';

/** What of a quota is used up: `data` of `QUOTA_EXCEEDED`. */
export interface QuotaData {
  /** What there is without the refused value. */
  readonly used: number;
  /** What there would be with it. */
  readonly needed: number;
  readonly quota: number;
  readonly of: 'bytes' | 'keys' | 'value';
}

export function quotaExceeded(message: string, data: QuotaData): PluginError {
  return new PluginError('QUOTA_EXCEEDED', message, { data });
}

export function unavailable(message: string, cause?: unknown, data?: unknown): PluginError {
  return new PluginError('STORAGE_UNAVAILABLE', message, { cause, data });
}

/** One value that is there and cannot be read: the others are not touched by it. */
export function unreadable(key: string, cause: unknown): PluginError {
  return unavailable(
    `The stored value of “${key}” is damaged and cannot be read: store it anew, or delete it`,
    cause,
    { key },
  );
}

/** An error of IndexedDB in our words; a `PluginError` stays what it is. */
export function toStorageError(error: unknown): PluginError {
  if (error instanceof PluginError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') {
    return new PluginError(
      'QUOTA_EXCEEDED',
      'The browser has no room left for this site: free disk space, or delete data of the site',
      { cause: error },
    );
  }
  if (name === 'DataCloneError') {
    return new PluginError('DATA_CLONE', `The value cannot be stored: ${errorMessage(error)}`, {
      cause: error,
    });
  }
  return unavailable(
    'The browser’s database failed: try again, and if that does not help, restart the browser or check its free disk space',
    error,
  );
}
