/** Pixels of one image: 32 MB. With twice as many its message would be larger than any may be. */
export const MOST_IMAGE_PIXELS = 8 * 1024 * 1024;

/** Not everywhere there are such: a panel may be drawn without a page. A closed one has no pixels. */
export function isImage(value: unknown): value is ImageBitmap {
  return typeof ImageBitmap === 'function' && value instanceof ImageBitmap;
}

/** The images in drawing commands, each once; of what else it may be, none. */
export function imagesOf(commands: unknown): Set<ImageBitmap> {
  const images = new Set<ImageBitmap>();
  if (!Array.isArray(commands)) return images;
  for (const command of commands) {
    const { image } = Object(command);
    if (isImage(image)) images.add(image);
  }
  return images;
}
