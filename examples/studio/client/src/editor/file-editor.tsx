import { PluginText } from '@fluxstudio/plugin-host/react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon, FileIcon } from '../ui/icons.tsx';
import { EditorNote } from './editor-note.tsx';
import type { EditorStore } from './editor-store.ts';
import { isUnsaved, type OpenFile } from './open-file.ts';

export interface FileEditorProps {
  readonly editor: EditorStore;
  readonly file: OpenFile;
  /** Asks first where something is not saved. */
  onClose(): void;
}

/** The text of a file, in the place of the board. */
export function FileEditor({ editor, file, onClose }: FileEditorProps) {
  const { path, status, text } = file;
  const field = useRef<HTMLTextAreaElement>(null);
  const title = useId();
  const unsaved = isUnsaved(file);

  // Whoever opens a file goes on in it.
  useEffect(() => {
    if (status === 'ready') field.current?.focus();
  }, [status]);
  useEffect(() => {
    if (!unsaved) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [unsaved]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    void editor.save();
  };
  return (
    <section
      aria-labelledby={title}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-white dark:bg-neutral-900"
    >
      <div className="flex min-h-11 items-center gap-2 border-b border-neutral-200 px-3 py-1.5 dark:border-neutral-800">
        <FileIcon className="size-3.5 opacity-70" />
        <h2 id={title} className="min-w-0 text-[13px] font-medium">
          <PluginText text={path} truncate />
        </h2>
        <span role="status" className="shrink-0 text-xs text-neutral-600 dark:text-neutral-400">
          {unsaved && 'Not saved'}
        </span>
        <span className="flex-1" />
        <Button
          variant={unsaved ? 'primary' : 'secondary'}
          onClick={() => void editor.save()}
          className="h-7!"
        >
          Save
        </Button>
        <IconButton label="Close file" onClick={onClose} className="size-7!">
          <CloseIcon />
        </IconButton>
      </div>
      <EditorNote file={file} onRevert={editor.revert} />
      {status === 'loading' && (
        <p role="status" className="p-4 text-[13px] text-neutral-600 dark:text-neutral-400">
          Opening the file…
        </p>
      )}
      {status === 'ready' && (
        <textarea
          ref={field}
          aria-label={`Text of ${path.slice(0, 200)}`}
          dir="auto"
          spellCheck={false}
          value={text}
          onChange={({ target }) => editor.type(target.value)}
          onKeyDown={onKeyDown}
          className="focus-ring focus-visible:outline-1! min-h-0 w-full flex-1 resize-none bg-transparent p-4 font-mono text-[13px] leading-6 text-neutral-900 -outline-offset-1! dark:text-neutral-100"
        />
      )}
    </section>
  );
}
