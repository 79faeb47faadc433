import type { StringKey } from '../strings/default-strings.ts';

const KNOWN = [
  'ACTIVATION_FAILED',
  'BUNDLE_INVALID',
  'BUNDLE_TAMPERED',
  'CRASH_LOOP',
  'DEADLINE_EXCEEDED',
  'HTTP_ERROR',
  'INCOMPATIBLE',
  'INTERNAL',
  'INVALID_MANIFEST',
  'LIMIT_EXCEEDED',
  'LOAD_FAILED',
  'NETWORK_ERROR',
  'PERMISSION_DENIED',
  'PROTOCOL_VIOLATION',
  'SANDBOX_FAILED',
  'STORAGE_UNAVAILABLE',
  'UNAVAILABLE',
  'UNRESPONSIVE',
  'VERSION_WITHDRAWN',
  'WORKER_ERROR',
] as const;

const KEYS: ReadonlyMap<string, StringKey> = new Map(KNOWN.map((code) => [code, `fault.${code}`]));

/** The text that says what a fault means to a user, by its code; a code may also be a plugin's own. */
export function faultWords(code: string): StringKey | undefined {
  return KEYS.get(code);
}
