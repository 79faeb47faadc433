import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import { isPermission, type Permission } from '@fluxstudio/plugin-protocol/permissions';

/**
 * The rule: a permission is sensitive when what it allows changes or deletes what is the user's, reads the content of it, leaves the
 * app, costs something, or is about other people.
 */
const SENSITIVE: ReadonlySet<Permission> = new Set([
  'projects',
  'projects:write',
  'files',
  'files:read',
  'files:write',
  'network',
  'webview',
  'ai',
  'collaboration',
  'system',
]);

/**
 * Whether a permission is set apart in the dialogs. One of the app's own is when the app says so
 * (`sensitive`); one that nobody describes is.
 */
export function isSensitive(permission: string, own: ReadonlyMap<string, PermissionInfo>): boolean {
  return isPermission(permission)
    ? SENSITIVE.has(permission)
    : (own.get(permission)?.sensitive ?? !own.has(permission));
}
