import { imagesOf } from '@fluxstudio/plugin-protocol/panel/canvas-images';

/** Frees the images in operations that nobody will draw: of such memory a collector knows too little. */
export function closeImages(operations: readonly unknown[]): void {
  for (const part of operations) {
    if (Array.isArray(part)) for (const image of imagesOf(part[0])) image.close();
  }
}
