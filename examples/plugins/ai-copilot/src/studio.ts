import type { PluginSide } from '@fluxstudio/plugin-sdk';
import type { board } from '../../../studio/client/src/board/board-contract.ts';

/** What the studio adds to the plugin API, out of its own declaration. */
export type BoardApi = PluginSide<typeof board>;

/** What can be added to the board. */
export type NewShape = Parameters<BoardApi['addShape']>[0];

declare module '@fluxstudio/plugin-sdk' {
  interface AppNamespaces {
    readonly board: BoardApi;
  }
}
