import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { covers } from '@fluxstudio/plugin-protocol/permissions';

/** @throws PluginError `INVALID_ARGUMENT` */
export function requireGranted(id: string, granted: readonly string[], permission: string): void {
  if (granted.some((one) => covers([permission], one))) return;
  const whole = granted.find((one) => covers([one], permission));
  throw new PluginError(
    'INVALID_ARGUMENT',
    whole === undefined
      ? `“${permission}” is not granted to ${id}`
      : `“${permission}” is granted to ${id} as part of “${whole}”: revoke that`,
  );
}
