import type { clipboard } from '@fluxstudio/plugin-protocol/api/clipboard';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { ClipboardService } from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import type { PluginScope } from './plugin-scope.ts';

export function bindClipboard(
  service: ClipboardService | undefined,
  scope: PluginScope,
): HostSide<typeof clipboard> {
  return {
    async writeText(text) {
      const write = offered<ClipboardService['writeText']>(service, 'writeText', 'clipboard.writeText');
      if (!scope.gesture.isOpen()) {
        throw new PluginError(
          'GESTURE_REQUIRED',
          'clipboard.writeText works only shortly after the user ran one of the plugin’s actions',
        );
      }
      await write.call(service, text, serviceCall(scope));
    },
  };
}
