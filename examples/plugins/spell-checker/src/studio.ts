import type { PluginSide } from '@fluxstudio/plugin-sdk';
import type { board } from '../../../studio/client/src/board/board-contract.ts';

/** What the studio adds to the plugin API, out of its own declaration. */
export type BoardApi = PluginSide<typeof board>;

/** What lies on the board. Lengths are in pixels of it, from the upper left corner. */
export type Shape = Awaited<ReturnType<BoardApi['list']>>[number];

declare module '@fluxstudio/plugin-sdk' {
  interface AppNamespaces {
    readonly board: BoardApi;
  }
}
