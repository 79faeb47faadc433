import type { PluginSide } from '@fluxstudio/plugin-sdk';
import type { editor } from '../../../studio/client/src/editor/editor-contract.ts';

declare module '@fluxstudio/plugin-sdk' {
  interface AppNamespaces {
    /** What the studio adds to the plugin API, out of its own declaration. */
    readonly editor: PluginSide<typeof editor>;
  }
}
