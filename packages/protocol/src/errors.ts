/**
 * Every code this platform raises. Compare `error.code`, never `instanceof`: an error that crossed the wire,
 * or a second copy of the package, is another class with the same code.
 */
export const ERROR_CODES = [
  'ABORTED', // the caller's AbortSignal fired, or the other side cancelled
  'ACTIVATION_FAILED', // the plugin's activate() threw or rejected
  'ALREADY_EXISTS', // a name that is taken: command, plugin id
  'BUNDLE_INVALID', // what was downloaded is not a plugin bundle (an HTML page, an empty file, a failed download)
  'BUNDLE_TAMPERED', // the bytes do not have the hash the catalogue promised
  'CRASH_LOOP', // the plugin crashed so often in a short time that it is not started any more
  'DATABASE_UNAVAILABLE', // the server's database cannot be opened or does not answer
  'DATA_CLONE', // a value that cannot cross to the other side; the message names its path
  'DEADLINE_EXCEEDED', // no answer in time
  'DISPOSED', // the peer, sandbox or host is closed
  'GESTURE_REQUIRED', // the user has not just run one of the plugin's actions
  'HTTP_ERROR', // the back end answered with an error status
  'INTERNAL', // a fault of ours or of the app's service
  'INVALID_ARGUMENT', // arguments that the contract does not allow
  'INVALID_PANEL', // a panel that draws what it may not, or more than it may; the message says what
  'INVALID_MANIFEST', // a manifest that the schema does not allow
  'INVALID_SETTINGS', // settings that are no object, or have values that the plugin’s schema does not allow
  'INVALID_STATE', // the plugin's state does not allow the step
  'LIMIT_EXCEEDED', // the plugin sent more, or registered more, than its limits allow
  'INCOMPATIBLE', // the plugin needs another version of the app or of another plugin
  'LOAD_FAILED', // the plugin's module threw, or exports nothing callable
  'MANIFEST_MISMATCH', // the marketplace has this version with other permissions or hosts than the user was asked about
  'NETWORK_ERROR', // a request got no answer: no connection, a redirect that is not allowed, too large
  'NOT_FOUND', // no such plugin, command, method
  'NOT_SUPPORTED', // the embedding app does not offer this service
  'PANEL_FAILED', // the plugin threw while it drew a panel
  'PERMISSION_DENIED', // the user has not granted what the method needs
  'PLUGIN_DISABLED', // an administrator has switched the plugin off for this user, and it cannot be installed anew
  'PLUGIN_ERROR', // an error without a code of its own, thrown by plugin code
  'PROTOCOL_VIOLATION', // a frame that no honest runtime sends
  'QUOTA_EXCEEDED', // a storage or registration quota is used up
  'SANDBOX_FAILED', // the sandbox could not be started, or is not confined
  'STORAGE_UNAVAILABLE', // this browser does not let the app keep data: private mode, blocked or damaged database
  'UNAVAILABLE', // the server asks to come back later; `data.retryAfter` says in how many seconds
  'UNRESPONSIVE', // no heartbeat: the plugin hangs, closed itself, or its process is gone
  'VERSION_WITHDRAWN', // this version was taken back by its publisher or the marketplace
  'WORKER_ERROR', // an uncaught error or unhandled rejection in the plugin's worker
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface PluginErrorOptions {
  cause?: unknown;
  /** Structured, cloneable details: `{ permission, method }` of a denial, `{ issues }` of a bad argument. */
  data?: unknown;
}

/**
 * An error with a stable code. `code` is one of {@link ERROR_CODES} when this platform raised it, or whatever string the
 * plugin's own error carried.
 *
 * @example
 * try { await api.files.read('notes.md') } catch (error) {
 *   if (error.code === 'PERMISSION_DENIED') await api.permissions.request('files:read');
 * }
 */
export class PluginError extends Error {
  override name = 'PluginError';
  readonly code: string;
  readonly data: unknown;

  constructor(code: ErrorCode | (string & {}), message: string, options: PluginErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.data = options.data;
  }
}

/** The `code` of anything that was thrown, or `undefined` where it has none. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The message of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
