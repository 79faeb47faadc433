/** What a canvas has on a page that says nothing of it. */
export const CANVAS_WIDTH = 300;
export const CANVAS_HEIGHT = 150;

export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** The largest that there is. */
export const LARGEST_CANVAS: CanvasSize = { width: 2_000, height: 2_000 };

/** Pixels of the screen for one of the canvas, in each direction: more is not seen. */
const MOST_RATIO = 2;
/** Pixels of the screen that one canvas may have: 32 MB. */
const MOST_PIXELS = 8 * 1024 * 1024;

/** How much finer than its own pixels a canvas is drawn, on a screen of so many for one. A large one is drawn less finely. */
export function canvasRatio(width: number, height: number, screen: number): number {
  return Math.min(screen, MOST_RATIO, Math.sqrt(MOST_PIXELS / (width * height)));
}

/** Its own pixels. */
export function canvasSize({
  width = CANVAS_WIDTH,
  height = CANVAS_HEIGHT,
}: Readonly<Record<string, unknown>>): CanvasSize {
  return { width: Number(width), height: Number(height) };
}

/** Bytes of a canvas, on the finest screen: its plugin is not to learn which there is. */
export function canvasBytes(props: Readonly<Record<string, unknown>>): number {
  const { width, height } = canvasSize(props);
  return 4 * width * height * canvasRatio(width, height, MOST_RATIO) ** 2;
}
