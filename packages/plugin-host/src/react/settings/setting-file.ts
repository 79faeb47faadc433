import type { Strings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';

/** Bytes. A file is stored with the other settings, of which plugin-server keeps 64 KB for a plugin, as base64. */
export const MAX_FILE_SIZE = 32 * 1024;

/**
 * A file as a setting keeps it: a data URL with the file's name in it, `data:image/png;name=logo.png;base64,…`.
 * Throws an `Error` whose message can be shown when the file is too large or cannot be read.
 */
export async function readSettingFile(file: File, text: Strings['text']): Promise<string> {
  const name = plainText(file.name, 100);
  if (file.size > MAX_FILE_SIZE) {
    const [size, max] = [kilobytes(file.size), kilobytes(MAX_FILE_SIZE)];
    throw new Error(text('settings.file.tooLarge', { name, size, max }));
  }
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    (cause) => {
      throw new Error(text('settings.file.unreadable', { name }), { cause });
    },
  );
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  return `data:${type};name=${encodeURIComponent(file.name)};base64,${btoa(binary)}`;
}

/** The name inside such a data URL, or `undefined` where there is none. */
export function settingFileName(dataUrl: string): string | undefined {
  const encoded = /^data:[^;,]*;name=([^;,]+);/.exec(dataUrl)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function kilobytes(size: number): number {
  return Math.ceil(size / 1024);
}
