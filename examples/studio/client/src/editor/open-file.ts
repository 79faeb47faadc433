/** A file in the editor. */
export interface OpenFile {
  readonly path: string;
  /** `absent`: it could not be read, or is no text. */
  readonly status: 'loading' | 'ready' | 'absent';
  /** As it is typed. */
  readonly text: string;
  /** What the server has. */
  readonly saved: string;
  /** What somebody else did to the file, while there was text that is not saved. */
  readonly elsewhere?: 'changed' | 'deleted' | undefined;
  /** Why it could not be read or saved, in words. */
  readonly problem?: string | undefined;
}

export function isUnsaved(file: OpenFile | null): boolean {
  return file !== null && (file.text !== file.saved || file.elsewhere === 'deleted');
}
