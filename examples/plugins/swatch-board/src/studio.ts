/** What the studio adds to the plugin API. */
export interface BoardApi {
  list(): Promise<{ id: string; color: string }[]>;
  /** Resolves with the id of the new swatch. `color` is `#rrggbb`. */
  add(color: string): Promise<string>;
  /** Resolves with whether there is such a swatch. */
  select(id: string): Promise<boolean>;
}

declare module '@fluxstudio/plugin-sdk' {
  interface AppNamespaces {
    readonly board: BoardApi;
  }
}
