/** What lies on the board of the studio. Lengths are in pixels of the board. */
export interface Shape {
  readonly id: string;
  readonly kind: 'rect' | 'ellipse' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  readonly color: string;
  readonly text?: string;
}

/** What this plugin uses of `api.board`, which the studio adds to the plugin API. */
export interface BoardApi {
  list(): Promise<Shape[]>;
  /** Resolves with the id of the new shape. */
  addShape(shape: Omit<Shape, 'id'>): Promise<string>;
  /** The same change for all of them, in one step of undo. Resolves with how many there were. */
  update(ids: readonly string[], change: Partial<Omit<Shape, 'id' | 'kind'>>): Promise<number>;
  getSelection(): Promise<string[]>;
  setSelection(ids: readonly string[]): Promise<void>;
}

declare module '@fluxstudio/plugin-sdk' {
  interface AppNamespaces {
    readonly board: BoardApi;
  }
}
